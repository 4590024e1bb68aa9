import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const FUZZER = join(import.meta.dirname, 'interpretation-fuzz/fuzz.mjs');
/**
 * A few among the other tests; .ci/run has 200,000 read when nothing else runs, and `npm run fuzz` reads as many as it
 * is told.
 */
const INPUTS = Number(process.env.FUZZ_INPUTS ?? 10_000);
const MINUTES = 60_000;

/** Mails to damage besides the project's own, where they are at hand. */
const CORPORA = ['CORPUS_DIR', 'CORPUS_MTA_DIR', 'CORPUS_FIELD_DIR', 'CORPUS_WORDINGS_DIR'].flatMap((variable) => {
  const directory = process.env[variable];
  if (directory === undefined || directory === '') return [];
  return [join(directory, 'mails'), directory].filter((path) => existsSync(path)).slice(0, 1);
});

interface Figures {
  readonly inputs: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly mutations: Readonly<Record<string, number>>;
}

async function fuzz(...options: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [FUZZER, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, output, errors };
}

describe('mails that were damaged in every way', () => {
  it(
    'are all interpreted, within bounds of time and memory',
    async () => {
      const { code, output, errors } = await fuzz('--inputs', String(INPUTS), ...CORPORA);
      console.info(`fuzzed interpretation: ${output}`);
      expect([code, errors]).toEqual([0, '']);
      const { kinds, mutations } = JSON.parse(output) as Figures;
      expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(INPUTS);
      expect(Object.keys(mutations)).toHaveLength(18);
    },
    15 * MINUTES,
  );

  it('are made again from their numbers', async () => {
    const range = async (first: number, inputs: number, ...options: string[]): Promise<Figures> => {
      const { output } = await fuzz('--first', String(first), '--inputs', String(inputs), ...options);
      return JSON.parse(output) as Figures;
    };
    const [whole, first, second] = await Promise.all([range(0, 20), range(0, 12), range(12, 8, '--threads', '3')]);
    const names = Object.keys(whole.mutations);
    const sum = names.map((name) => [name, (first.mutations[name] ?? 0) + (second.mutations[name] ?? 0)]);
    expect(Object.fromEntries(sum)).toEqual(whole.mutations);
  });

  it('are others for another seed', async () => {
    const damaged = async (seed: string): Promise<unknown> => {
      const { output } = await fuzz('--seed', seed, '--inputs', '200');
      return (JSON.parse(output) as { bytes: number }).bytes;
    };
    const bytes = await Promise.all(['1', '2', '3'].map(damaged));
    expect(new Set(bytes).size).toBe(3);
  });
});
