import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const RULE = `format: 1
rules:
  - id: our-partner
    when: { text: 'allotment exceeded' }
    reason: mailbox-full
    examples: [550 5.7.1 allotment exceeded]
`;

function written(name: string, text: string, directory = temporaryDirectory()): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

const configuration = () => written('bounce-ledger.yaml', 'dataDir: data\nlog: { level: silent }\n');

describe('bounce-ledger ruleset', () => {
  it('checks a file without any ledger, and tells every problem by its line', async () => {
    const good = await runCli(['ruleset', 'check', written('good.yaml', RULE)]);
    expect(good).toMatchObject({ exitCode: 0, errors: '' });
    expect(good.output).toMatch(/^ruleset {4}.*good\.yaml {2}\d+ rules {2}no problem\n$/);

    const bad = written('bad.yaml', RULE.replace("'allotment exceeded'", "'(?<=a)b'"));
    const told = await runCli(['ruleset', 'check', bad]);
    expect(told.exitCode).toBe(1);
    expect(told.output).toBe(
      `${bad}:4: rules[0].when.text[0]: the pattern uses look-around, which RE2 refuses: it cannot be searched in linear time\n`,
    );
    expect(jsonLines((await runCli(['ruleset', 'check', '--json', bad])).output)).toMatchObject([{ line: 4 }]);
  });

  it('publishes, lists, compares, shows and goes back', async () => {
    const config = ['--config', configuration(), 'ruleset'];
    const file = written('rules.yaml', RULE);

    expect((await runCli([...config, 'publish', file, '--expected-version', '1'])).output).toMatch(
      /^ruleset {4}2 is in/,
    );
    expect((await runCli([...config, 'diff', '1', '2'])).output).toBe('+ our-partner\n');
    expect((await runCli([...config, 'show', '2', '--layer', 'operator'])).output).toBe(RULE);
    expect((await runCli([...config, 'rollback', '1'])).output).toMatch(/^ruleset {4}3 is in force/);
    const versions = jsonLines((await runCli([...config, 'list', '--json'])).output);
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('changes nothing when another version was published in between', async () => {
    const config = ['--config', configuration(), 'ruleset'];
    const refused = await runCli([...config, 'publish', written('rules.yaml', RULE), '--expected-version', '4']);
    expect(refused).toMatchObject({ exitCode: 1, output: '' });
    expect(refused.errors).toContain('ruleset 4 was expected to be the latest; it is ruleset 1');
    expect(jsonLines((await runCli([...config, 'list', '--json'])).output)).toHaveLength(1);
  });

  it('says which file it cannot read', async () => {
    const { exitCode, errors } = await runCli(['ruleset', 'check', '/nowhere.yaml']);
    expect(exitCode).toBe(1);
    expect(errors).toContain('/nowhere.yaml cannot be read: ENOENT');
  });
});
