import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { jsonLines, runCli } from '../support/run-cli.js';
import { eventsOf, temporaryDirectory } from '../support/temporary-ledger.js';
import { bounceMail } from './bounce-mail.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const MAILS = 700;
const RULE = `format: 1
rules:
  - { id: theirs, when: { text: no such user }, reason: receiver-error }
`;

interface Prepared {
  readonly config: readonly string[];
  readonly rules: string;
  readonly dataDir: string;
}

/** A ledger with bounces, and a ruleset that judges all of them otherwise. */
async function prepared(mails: number): Promise<Prepared> {
  const directory = temporaryDirectory();
  const file = join(directory, 'bounce-ledger.yaml');
  writeFileSync(file, 'dataDir: data\nlog: { level: silent }\n');
  mkdirSync(join(directory, 'mails'));
  for (let number = 0; number < mails; number += 1) {
    const mail = bounceMail({ recipient: `someone${number}@example.com` });
    writeFileSync(join(directory, 'mails', `${number}.eml`), mail);
  }
  const rules = join(directory, 'rules.yaml');
  writeFileSync(rules, RULE);
  const config = ['--config', file];
  expect(await runCli([...config, 'ingest', join(directory, 'mails')])).toMatchObject({ exitCode: 0 });
  return { config, rules, dataDir: join(directory, 'data') };
}

describe('bounce-ledger reclassify', () => {
  it('says what would change, does it when confirmed, and refuses the digest afterwards for another ruleset', async () => {
    const { config, rules } = await prepared(3);
    const preview = await runCli([...config, 'reclassify', rules, '--dry-run']);
    expect(preview.exitCode).toBe(0);
    expect(preview.output).toMatch(/^reclassify ruleset 1 → 2\n {10,}3 {2}hard user-unknown → soft receiver-error/);
    const [, confirm = ''] = /apply with --confirm (sha256:[0-9a-f]{64})\n$/.exec(preview.output) ?? [];

    const done = await runCli([...config, 'reclassify', rules, '--confirm', confirm]);
    expect(done).toMatchObject({
      exitCode: 0,
      output: 'reclassify 3 of 3 changed; history is classified by ruleset 2\n',
    });
    expect((await runCli([...config, 'recipient', 'someone1@example.com'])).output).toContain('WITH-ERRORS');
    const [again] = jsonLines((await runCli([...config, 'reclassify', rules, '--json'])).output);
    expect(again).toMatchObject({ from: 2, to: 2, changed: 0 });

    const other = await runCli([...config, 'reclassify', rules, '--confirm', `sha256:${'0'.repeat(64)}`]);
    expect(other).toMatchObject({ exitCode: 1, output: '' });
    expect(other.errors).toContain('run a new preview and confirm that one');
  });

  it.each([[['--dry-run', '--confirm', 'sha256:00']], [['--cancel', 'x']]])(
    'refuses %s beside a file',
    async (flags) => {
      expect(await runCli(['reclassify', '-', ...flags])).toMatchObject({ exitCode: 2 });
    },
  );

  it('goes on where it was killed with kill -9, and writes no event twice', { timeout: 120_000 }, async () => {
    const { config, rules, dataDir } = await prepared(MAILS);
    const [preview] = jsonLines((await runCli([...config, 'reclassify', rules, '--json'])).output);
    const confirming = [...config, 'reclassify', rules, '--confirm', String(preview?.['confirm'])];

    const child = spawn(process.execPath, [BIN, ...confirming], { stdio: ['ignore', 'ignore', 'ignore'] });
    const ended = once(child, 'close');
    // Whenever that is: before the run, in it, or after it.
    const timer = setTimeout(() => child.kill('SIGKILL'), 900);
    await ended;
    clearTimeout(timer);

    const done = await runCli(confirming);
    expect(done).toMatchObject({ exitCode: 0, errors: '' });
    expect(done.output).toBe(`reclassify ${MAILS} of ${MAILS} changed; history is classified by ruleset 2\n`);
    const store = await openEmbeddedEventStore({ dataDir });
    const events = await eventsOf(store);
    await store.close();
    const judged = events.filter(({ type }) => type === 'BounceReclassified').map(({ data }) => data['bounceId']);
    expect(judged).toHaveLength(MAILS);
    expect(new Set(judged).size).toBe(MAILS);
    expect(events.filter(({ type }) => type === 'RulesetPublished')).toHaveLength(2);
  });
});
