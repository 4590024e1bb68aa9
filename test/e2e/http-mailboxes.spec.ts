import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import { startService } from '../../src/service/index.js';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const MAILS = ['one', 'two', 'three'].map((subject) => Buffer.from(`Subject: ${subject}\r\n\r\nText.\r\n`));

/** A service that collects when it is asked to. */
async function service(mailboxes: readonly object[]) {
  const file = join(temporaryDirectory(), 'bounce-ledger.yaml');
  const settings = { dataDir: 'data', roles: ['api'], http: { port: 0 }, mailboxes };
  writeFileSync(file, JSON.stringify(settings));
  const running = await startService(loadSettings(file), pino({ level: 'silent' }));
  onTestFinished(() => running.close());
  const ask = async (method: string, path: string) => {
    const response = await fetch(`${running.url ?? ''}${path}`, { method });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const collect = (name: string) => ask('POST', `/v1/mailboxes/${name}/collections`);
  const metrics = async () => (await fetch(`${running.url ?? ''}/metrics`)).text();
  return { ask, collect, metrics, head: () => running.bounceLedger.ledger.store.head() };
}

describe('mailboxes over HTTP', () => {
  it('are listed whether or not they were collected from, with what waits, what failed and what is left aside', async () => {
    const server = await startMaildropServer(MAILS, (line) => (line === 'RETR 2' ? '-ERR damaged\r\n' : null));
    const { user, effectivePort: port } = server.options();
    const account = { host: '127.0.0.1', port, tls: 'none', user, password: PASSWORD, after: 'delete' };
    const { ask, collect, metrics, head } = await service([
      { ...account, name: 'never' },
      { ...account, name: 'refused', password: 'not it' },
      { ...account, name: 'working' },
    ]);
    expect((await ask('GET', '/v1/mailboxes')).body).toMatchObject({
      items: ['never', 'refused', 'working'].map((name) => ({ name, configured: true, lastSuccessAt: null })),
    });

    await collect('refused');
    await collect('refused');
    expect((await collect('working')).body).toMatchObject({ appended: 2, deleted: 2, left: 1 });
    const { body } = await ask('GET', `/v1/mailboxes?minPosition=${String(await head())}`);
    const aMoment = expect.stringMatching(/^2\d{3}-.*Z$/) as string;
    expect(body['items']).toMatchObject([
      {
        name: 'refused',
        lastSuccessAt: null,
        lastError: 'pop3-refused-auth',
        failingSince: aMoment,
        failures: [{ error: 'pop3-refused-auth', failures: 1, lastAt: aMoment }],
      },
      {
        ...{ name: 'working', configured: true, lastSuccessAt: aMoment, nextCollectionAt: null, lastError: null },
        ...{ waiting: 1, oldestWaitingAt: aMoment, left: 1, failingSince: null, failures: [] },
        leftAside: { total: 1, mails: [{ uidl: 'uid-1', tries: 1, parked: false, error: 'pop3-refused' }] },
      },
      { name: 'never', configured: true, lastSuccessAt: null, failures: [] },
    ]);
    expect((await ask('GET', '/v1/mailboxes/never')).body).toMatchObject({ name: 'never', waiting: 0 });
    expect(await ask('GET', '/v1/mailboxes/other')).toMatchObject({
      status: 404,
      body: { type: 'urn:bounce-ledger:problem:unknown-mailbox' },
    });
    const measured = await metrics();
    for (const line of [
      'bounce_ledger_mailbox_waiting_mails{mailbox="working"} 1',
      'bounce_ledger_mailbox_left_aside_mails{mailbox="working"} 1',
      'bounce_ledger_mailbox_failures{mailbox="refused",error="pop3-refused-auth"} 1',
      'bounce_ledger_mailbox_last_success_timestamp_seconds{mailbox="never"} 0',
    ]) {
      expect(measured).toContain(`${line}\n`);
    }
  });

  it('tell when they were last read, also where nothing had changed', async () => {
    const server = await startMaildropServer([]);
    const { user, effectivePort: port } = server.options();
    const account = { name: 'quiet', host: '127.0.0.1', port, tls: 'none', user, password: PASSWORD };
    const { ask, collect } = await service([account]);
    const report = await collect('quiet');
    const { body } = await ask('GET', '/v1/mailboxes/quiet');
    expect(body).toMatchObject({ lastSuccessAt: report.body['completedAt'], custody: { listed: 0 } });
  });
});
