import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { startService } from '../../src/service/index.js';
import { jsonLines, runCli } from '../support/run-cli.js';
import { eventsOf, temporaryDirectory } from '../support/temporary-ledger.js';
import { bounceMail } from './bounce-mail.js';

const RULE = `format: 1
rules:
  - { id: theirs, when: { text: no such user }, reason: receiver-error }
`;

/** A ledger to which ana's bounce came, and later bo's. @returns when ana's had been stored */
async function prepared() {
  const directory = temporaryDirectory();
  const file = join(directory, 'bounce-ledger.yaml');
  writeFileSync(file, 'dataDir: data\nlog: { level: silent }\nhttp: { port: 0 }\n');
  const ingest = (recipient: string) => runCli(['--config', file, 'ingest', '-'], { input: bounceMail({ recipient }) });
  expect(await ingest('ana@example.com')).toMatchObject({ exitCode: 0 });
  const store = await openEmbeddedEventStore({ dataDir: join(directory, 'data') });
  const last = (await eventsOf(store)).at(-1);
  await store.close();
  expect(await ingest('bo@example.org')).toMatchObject({ exitCode: 0 });
  const rules = join(directory, 'rules.yaml');
  writeFileSync(rules, RULE);
  expect(await runCli(['--config', file, 'ruleset', 'publish', rules])).toMatchObject({ exitCode: 0 });
  const state = (...parameters: readonly string[]) => runCli(['--config', file, 'state', ...parameters]);
  return { file, state, storedAt: last?.storedAt ?? '', position: String(last?.position) };
}

describe('bounce-ledger state', () => {
  it('tells what was known at a time and at a position, by the ruleset of then and by another', async () => {
    const { state, storedAt, position } = await prepared();
    const known = [
      { address: 'ana@example.com', status: 'quarantined', asOf: storedAt },
      { totals: { recipients: 1, quarantined: 1 }, rulesetVersion: 1, asOf: storedAt, position },
    ];
    const byTime = await state('--as-of', storedAt, '--json');
    expect(byTime).toMatchObject({ exitCode: 0, errors: '' });
    expect(jsonLines(byTime.output)).toMatchObject(known);
    expect((await state('--as-of', position, '--json')).output).toBe(byTime.output);

    const byAnother = await state('--as-of', storedAt, '--ruleset-version', '2', '--json');
    expect(jsonLines(byAnother.output)).toMatchObject([
      { address: 'ana@example.com', status: 'with-errors', rulesetVersion: 2 },
      { totals: { recipients: 1, 'with-errors': 1 }, rulesetVersion: 2, position },
    ]);

    const shown = await state('--as-of', storedAt);
    expect(shown.output).toMatch(
      /^ana@example\.com {2}QUARANTINED {2}user-unknown \[\S+, ruleset 1\]\nstate +1 recipients: /,
    );
  });

  it('asks the service that has the data directory, and is told the same', async () => {
    const { file, state, storedAt } = await prepared();
    const alone = await state('--as-of', storedAt, '--json');
    const service = await startService(loadSettings(file), pino({ level: 'silent' }));
    try {
      expect(await state('--as-of', storedAt, '--json')).toEqual(alone);
      const refused = await state('--as-of', '2999-01-01T00:00:00Z');
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toContain('has not come yet');
    } finally {
      await service.close();
    }
  });

  it.each([
    ['no time', []],
    ['a version that is none', ['--as-of', '1', '--ruleset-version', 'seven']],
  ])('refuses %s', async (_, parameters) => {
    expect(await runCli(['state', ...parameters])).toMatchObject({ exitCode: 2, output: '' });
  });
});
