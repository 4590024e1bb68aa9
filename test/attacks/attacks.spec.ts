import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Outcome {
  readonly attack: string;
  readonly held: boolean;
}

/** Runs the attacks as `npm run attacks` does, a fiftieth of their size. A busy machine promises no times. */
function attacked(): Promise<readonly Outcome[]> {
  return new Promise((resolve) => {
    const args = [join(import.meta.dirname, 'run.mjs'), '--share', '0.02', '--untimed'];
    execFile(process.execPath, args, (_, stdout) => {
      resolve(stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Outcome])));
    });
  });
}

describe('a service under attack', { timeout: 180_000 }, () => {
  it('withstands what keeps it busy, and goes on answering', async () => {
    const outcomes = await attacked();

    expect(outcomes.filter(({ held }) => !held)).toEqual([]);
    expect(outcomes.map(({ attack }) => attack)).toEqual([
      'descending-dates',
      'event-streams',
      'forged-reports',
      'long-listing',
      'lying-sizes',
      'nesting',
      'unknown-fields',
    ]);
  });
});
