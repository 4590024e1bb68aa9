import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { runCli } from '../support/run-cli.js';
import { eventsOf, temporaryDirectory } from '../support/temporary-ledger.js';
import { httpService } from './http-service.js';

const rule = (when: string, reason = 'user-unknown') =>
  `format: 1\nrules:\n  - { id: ours, when: ${when}, reason: ${reason} }\n`;

/** Documents that cannot be used: with the line of what is wrong, and why. */
const BAD: readonly (readonly [what: string, document: string, line: number, why: string])[] = [
  ['look-around', rule(`{ text: 'a(?=b)' }`), 3, 'the pattern uses look-around, which RE2 refuses'],
  ['a back-reference', rule(`{ text: '(a)\\1' }`), 3, 'the pattern uses a back-reference'],
  ['a pattern for every text', rule(`{ text: '.*' }`), 3, 'matches every text'],
  [
    'a rule that takes nearly everything',
    rule(`{ status: ['4.*', '5.*'] }`),
    3,
    'of the default rules: its conditions are met by nearly everything',
  ],
  ['an unknown reason', rule('{ text: full }', 'bad-weather'), 3, 'bad-weather'],
  ['a threshold of 0', 'format: 1\npolicy:\n  softErrorThreshold: 0\n', 3, 'softErrorThreshold'],
];

/** Each command is a process: two of them stand for the others, which HTTP refuses by the same code. */
const BY_COMMAND = BAD.filter(([what]) => ['look-around', 'a threshold of 0'].includes(what));

describe('a ruleset that cannot be used', () => {
  it.each(BY_COMMAND)(
    'for %s is refused by every command, with line and reason, and changes nothing',
    async (_, document, line, why) => {
      const directory = temporaryDirectory();
      const [config, file] = [join(directory, 'bounce-ledger.yaml'), join(directory, 'rules.yaml')];
      writeFileSync(config, 'dataDir: data\nlog: { level: silent }\n');
      writeFileSync(file, document);
      const ruleset = (...parameters: string[]) => runCli(['--config', config, ...parameters]);

      const checked = await ruleset('ruleset', 'check', file);
      expect(checked).toMatchObject({ exitCode: 1, errors: '' });
      expect(checked.output).toContain(`${file}:${line}: `);
      expect(checked.output).toContain(why);
      for (const command of [['ruleset', 'publish'], ['reclassify']]) {
        const refused = await ruleset(...command, file);
        expect(refused).toMatchObject({ exitCode: 1, output: '' });
        expect(refused.errors).toContain(`line ${line}: `);
        expect(refused.errors).toContain(why);
      }
      const store = await openEmbeddedEventStore({ dataDir: join(directory, 'data') });
      expect((await eventsOf(store)).map(({ type }) => type)).toEqual(['LedgerCreated', 'RulesetPublished']);
      await store.close();
    },
  );

  it.each(BAD)(
    'for %s is refused over HTTP, with line and reason, and changes nothing',
    async (_, ruleset, line, why) => {
      const { request, ledger } = await httpService();
      const before = await eventsOf(ledger.store);
      for (const answer of [
        await request('POST', '/v1/rulesets', { json: { ruleset, expectedVersion: 1 } }),
        await request('POST', '/v1/reclassifications', { json: { preview: true, ruleset } }),
      ]) {
        expect(answer).toMatchObject({ status: 400, body: { type: 'urn:bounce-ledger:problem:invalid-ruleset' } });
        const told = answer.body.errors?.find(({ path }) => path === `line ${line}`);
        expect(told?.message).toContain(why);
      }
      expect(await eventsOf(ledger.store)).toEqual(before);
    },
  );

  it('for its million lines is told its size, before it is read as rules', async () => {
    const file = join(temporaryDirectory(), 'rules.yaml');
    writeFileSync(
      file,
      `format: 1\nrules:\n${'  - { id: a, when: { text: b }, reason: user-unknown }\n'.repeat(1_000_000)}`,
    );
    const { exitCode, output } = await runCli(['ruleset', 'check', file]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^[^:]*:1: the document has \d{8} bytes, the limit is 524288\n$/);
  });
});
