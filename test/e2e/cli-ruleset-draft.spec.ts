import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import { startService } from '../../src/service/index.js';
import { jsonLines, runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { bounceMail } from './bounce-mail.js';

/** A ledger with bounces whose text no rule knows. */
async function prepared() {
  const directory = temporaryDirectory();
  const file = join(directory, 'bounce-ledger.yaml');
  writeFileSync(file, 'dataDir: data\nhttp: { port: 0 }\nlog: { level: silent }\n');
  mkdirSync(join(directory, 'mails'));
  for (const recipient of ['ana@gmx.de', 'bo@gmx.de', 'cy@example.com']) {
    const diagnostic = `554 <${recipient}> the moon is full of cheese`;
    writeFileSync(join(directory, 'mails', recipient), bounceMail({ recipient, status: '5.0.0', diagnostic }));
  }
  const run = (...parameters: string[]) => runCli(['--config', file, ...parameters]);
  expect(await run('ingest', join(directory, 'mails'))).toMatchObject({ exitCode: 0 });
  return { file, run, rules: join(directory, 'rules.yaml') };
}

describe('bounce-ledger ruleset draft', () => {
  it('makes a rule of texts that no rule knows, which passes its check and changes their verdicts', async () => {
    const { run, rules } = await prepared();
    const listed = await run('ruleset', 'undetermined');
    const [, id = ''] = /^([0-9a-f]{16}) {10}3 {2}# \* the moon is full of cheese\n$/.exec(listed.output) ?? [];

    const draft = await run('ruleset', 'draft', id, '--reason', 'policy-rejected');
    expect(draft).toMatchObject({ exitCode: 0, errors: '' });
    writeFileSync(rules, draft.output);
    expect(await run('ruleset', 'check', rules)).toMatchObject({ exitCode: 0 });
    const [preview] = jsonLines((await run('reclassify', rules, '--dry-run', '--json')).output);
    expect(preview).toMatchObject({
      changes: [{ from: ['soft', 'undetermined'], to: ['soft', 'policy-rejected'], count: 3 }],
    });

    expect(await run('ruleset', 'publish', rules)).toMatchObject({ exitCode: 0 });
    // History has not followed: the texts still wait, and another draft of them takes the place of the first.
    const again = await run('ruleset', 'draft', id);
    expect(again.output.match(/id: draft-/g)).toHaveLength(1);
  });

  it('asks the service that has the ledger open', async () => {
    const { file, run } = await prepared();
    const service = await startService(loadSettings(file), pino({ level: 'silent' }));
    onTestFinished(() => service.close());
    const [cluster] = jsonLines((await run('ruleset', 'undetermined', '--json')).output);
    expect(cluster).toMatchObject({ bounces: 3 });
    expect((await run('ruleset', 'draft', String(cluster?.['id']))).output).toContain(
      'text: the moon is full of cheese',
    );
  });

  it.each([
    [['ruleset', 'draft', 'no-cluster'], 2, 'named by 16 hex digits'],
    [['ruleset', 'draft', '0123456789abcdef'], 1, 'no undetermined bounce has a text of cluster 0123456789abcdef'],
    [['ruleset', 'draft', '0123456789abcdef', '--reason', 'bad-weather'], 2, 'bad-weather'],
    [['ruleset', 'undetermined', '--limit', '0'], 2, 'from 1 to 1000'],
  ])('refuses %j', async (parameters, exitCode, message) => {
    const { run } = await prepared();
    const refused = await run(...parameters);
    expect(refused).toMatchObject({ exitCode, output: '' });
    expect(refused.errors).toContain(message);
  });
});
