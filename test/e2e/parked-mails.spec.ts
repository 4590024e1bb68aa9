import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const MAILS = ['one', 'two'].map((subject) => Buffer.from(`Subject: ${subject}\r\n\r\nText.\r\n`));

/** Until the test ends. */
async function serve(config: string): Promise<string> {
  const service = spawn(process.execPath, [BIN, '--config', config, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    const exited = once(service, 'exit');
    service.kill('SIGTERM');
    await exited;
  });
  for await (const line of createInterface({ input: service.stdout })) {
    const { url } = JSON.parse(line) as { url?: string };
    if (url !== undefined) return url;
  }
  throw new Error('the service ended');
}

describe('a mail that cannot be had', () => {
  it('is parked and shown, whoever asks in whichever process, and taken in when somebody has it tried again', async () => {
    let fails = true;
    const server = await startMaildropServer(MAILS, (line) => (fails && line === 'RETR 1' ? '-ERR damaged\r\n' : null));
    const config = join(temporaryDirectory(), 'bounce-ledger.yaml');
    const { user, effectivePort: port } = server.options();
    const account = { name: 'bounces', host: '127.0.0.1', port, tls: 'none', user, password: PASSWORD };
    const mailboxes = [{ ...account, after: 'delete', pollIntervalSeconds: 3_600 }];
    writeFileSync(config, JSON.stringify({ dataDir: 'data', http: { port: 0 }, mailboxes }));
    const cli = (...parameters: string[]) => runCli(['--config', config, ...parameters]);
    const retry = ['collect', '--mailbox', 'bounces', '--retry-parked', '--json'];

    expect(JSON.parse((await cli('collect', '--json')).output)).toMatchObject({
      appended: 1,
      deleted: 1,
      notReached: 1,
    });
    expect(JSON.parse((await cli(...retry)).output)).toMatchObject({ parked: 0, notReached: 1 });
    expect(JSON.parse((await cli(...retry)).output)).toMatchObject({ parked: 1, notReached: 0 });
    const shown = await cli('mailbox', 'show', 'bounces');
    expect(shown.output).toMatch(
      /parked {5}uid-0 {2}23 bytes {2}3 failed attempts, next not before \S+Z: RETR: damaged/,
    );
    expect(shown.output).toContain('bounce-ledger collect --mailbox bounces --retry-parked');

    const url = await serve(config);
    const asked = async () => (await fetch(`${url}/v1/mailboxes/bounces`)).json();
    expect(await asked()).toMatchObject({
      name: 'bounces',
      leftAside: { total: 1, mails: [{ uidl: 'uid-0', size: 23, tries: 3, parked: true, error: 'pop3-refused' }] },
    });
    expect((await fetch(`${url}/v1/mailboxes/other`)).status).toBe(404);
    const refused = await fetch(`${url}/v1/mailboxes/bounces/collections?retryParked=maybe`, { method: 'POST' });
    expect(refused.status).toBe(400);

    fails = false;
    const path = `${url}/v1/mailboxes/bounces/collections`;
    expect(await (await fetch(path, { method: 'POST' })).json()).toMatchObject({ parked: 1, appended: 0 });
    const tried = await (await fetch(`${path}?retryParked=true`, { method: 'POST' })).json();
    expect(tried).toMatchObject({ parked: 0, appended: 1, deleted: 1, left: 0, error: null });
    const { position } = (await asked()) as { position: string };
    expect(position).toMatch(/^\d+$/);
    expect((await cli('mailbox', 'show', 'bounces')).output).not.toMatch(/^(parked|failed) /m);
  });
});
