import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonLines, runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const MAILS = fileURLToPath(new URL('../fixtures/mails/', import.meta.url));

function configuration(settings: object): string {
  const file = join(temporaryDirectory(), 'bounce-ledger.yaml');
  writeFileSync(file, JSON.stringify({ log: { level: 'silent' }, ...settings }));
  return file;
}

describe('bounce-ledger backup', () => {
  it('makes a directory from which a service answers the same, and that check finds sound', async () => {
    const config = configuration({ dataDir: 'data' });
    const mail = join(MAILS, 'sendmail-unknown.eml');
    const [interpreted] = jsonLines((await runCli(['interpret', '--json', mail])).output);
    const [recipient] = interpreted?.['recipients'] as { address: string }[];
    expect((await runCli(['--config', config, 'ingest', mail])).exitCode).toBe(0);
    const ask = ['recipient', recipient?.address ?? '', '--json'];
    const before = jsonLines((await runCli(['--config', config, ...ask])).output)[0];
    expect(before).toMatchObject({ known: true });

    const directory = join(temporaryDirectory(), 'backup');
    const made = await runCli(['--config', config, 'backup', directory, '--json']);
    expect(made).toMatchObject({ exitCode: 0, errors: '' });
    expect(jsonLines(made.output)[0]).toMatchObject({ directory, secretIncluded: true });
    const checked = await runCli(['check', directory]);
    expect(checked).toMatchObject({ exitCode: 0, output: expect.stringContaining('sound') as string });

    const restored = configuration({ dataDir: directory });
    const after = jsonLines((await runCli(['--config', restored, ...ask])).output)[0];
    expect({ ...after, asOf: null }).toEqual({ ...before, asOf: null });
  });

  it('into a directory that holds something ends with 1 and one line that says why', async () => {
    const config = configuration({ dataDir: 'data' });
    await runCli(['--config', config, 'ingest', join(MAILS, 'sendmail-unknown.eml')]);
    const { exitCode, errors } = await runCli(['--config', config, 'backup', MAILS]);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^bounce-ledger: no backup into .*: it is not empty\n$/);
  });

  it('of an EventStoreDB is refused as a matter for its own means', async () => {
    const config = configuration({
      eventStore: { kind: 'eventstoredb', url: 'esdb://127.0.0.1:1?tls=false' },
      ledger: { secretFile: 'ledger.secret' },
    });
    const { exitCode, errors } = await runCli(['--config', config, 'backup', '/nowhere']);
    expect(exitCode).toBe(2);
    expect(errors).toContain('use EventStoreDB’s own backup');
  });
});
