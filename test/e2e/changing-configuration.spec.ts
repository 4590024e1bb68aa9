import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../support/run-cli.js';
import { startMaildropServer, type MaildropServer } from '../support/maildrop-server.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { startTokenEndpoint } from '../support/token-endpoint.js';

const PATIENCE = { timeout: 20_000, interval: 50 };
const MAIL = (subject: string) => ({ uidl: subject, bytes: Buffer.from(`Subject: ${subject}\r\n\r\nText.\r\n`) });

function mailboxAt(server: MaildropServer, settings: object): object {
  const { host, effectivePort: port, tls, user, after } = server.options();
  return { name: 'bounces', host, port, tls, user, after, pollIntervalSeconds: 1, ...settings };
}

/** As rotation does it: another file takes the name. */
function rotate(file: string, text: string): void {
  writeFileSync(`${file}.rotated`, text, { mode: 0o600 });
  renameSync(`${file}.rotated`, file);
}

function changePassword(server: MaildropServer, password: string): void {
  Object.assign(server.maildrop.account, { password });
}

async function statusOf({ url }: ServiceProcess, key: string): Promise<number> {
  return (await fetch(`${url}/v1/mailboxes`, { headers: { authorization: `Bearer ${key}` } })).status;
}

function reconfigure({ config }: ServiceProcess, change: (settings: Record<string, unknown>) => object): void {
  const settings = JSON.parse(readFileSync(config, 'utf8')) as Record<string, unknown>;
  writeFileSync(config, JSON.stringify({ ...settings, ...change(settings) }));
}

describe('a running service', () => {
  it(
    'takes a rotated password at once, and tries one that was refused no second time',
    { timeout: 60_000 },
    async () => {
      const root = temporaryDirectory();
      const passwordFile = join(root, 'password');
      writeFileSync(passwordFile, 'first', { mode: 0o600 });
      const server = await startMaildropServer([MAIL('one')]);
      changePassword(server, 'first');
      const settings = { http: { port: 0 }, mailboxes: [mailboxAt(server, { passwordFile })] };
      const service = await startServiceProcess(root, 'rotated', settings, /^collecting/);
      await vi.waitUntil(() => server.maildrop.mails.length === 0, PATIENCE);

      changePassword(server, 'second');
      server.maildrop.mails = [MAIL('two')];
      await vi.waitUntil(() => service.log.some((line) => line.includes('no such account')), PATIENCE);
      const tried = server.received.filter((line) => line === 'PASS first').length;
      // Longer than the poll interval: a look at the file finds the same password.
      rotate(passwordFile, 'first');
      await vi.waitUntil(() => service.log.some((line) => line.includes('a secret has changed')), PATIENCE);
      rotate(passwordFile, '\uFEFFsecond\r\n');
      await vi.waitUntil(() => server.maildrop.mails.length === 0, PATIENCE);
      expect(server.received.filter((line) => line === 'PASS first')).toHaveLength(tried);
      expect(server.received.filter((line) => line === 'PASS second')).not.toEqual([]);
      expect(service.log.join('\n')).not.toContain('second');
      expect(await service.stop()).toBe(0);
    },
  );

  it('takes a rotated API key, and refuses the old one', { timeout: 60_000 }, async () => {
    const root = temporaryDirectory();
    const keyFile = join(root, 'key');
    const [first, second] = ['1'.repeat(32), '2'.repeat(32)];
    writeFileSync(keyFile, first, { mode: 0o600 });
    const settings = { http: { port: 0, apiKeys: [{ name: 'reader', keyFile, scopes: ['read'] }] } };
    const service = await startServiceProcess(root, 'keys', settings, /^answering/);
    expect([await statusOf(service, first), await statusOf(service, second)]).toEqual([200, 401]);
    rotate(keyFile, second);
    await expect.poll(() => statusOf(service, second), PATIENCE).toBe(200);
    expect(await statusOf(service, first)).toBe(401);
    // Half a rotation: an empty file is not a key, and the one that is known stays.
    rotate(keyFile, '');
    await vi.waitUntil(() => service.log.some((line) => line.includes('cannot be used')), PATIENCE);
    expect(await statusOf(service, second)).toBe(200);
    const { exitCode } = await runCli(['--config', service.config, 'recipient', 'ana@example.com']);
    // The command line reads the same file and is refused by it before it asks.
    expect(exitCode).toBe(2);
    rotate(keyFile, second);
    expect(await runCli(['--config', service.config, 'recipient', 'ana@example.com'])).toMatchObject({ exitCode: 0 });
    expect(await service.stop()).toBe(0);
  });

  it('reads its configuration again at SIGHUP, and keeps the one that it has if that cannot be used', async () => {
    const root = temporaryDirectory();
    const [before, after] = [await startMaildropServer([MAIL('one')]), await startMaildropServer([MAIL('two')])];
    const password = before.options().password;
    const settings = { http: { port: 0 }, mailboxes: [mailboxAt(before, { password })] };
    const service = await startServiceProcess(root, 'reloaded', settings, /^collecting/);
    await vi.waitUntil(() => before.maildrop.mails.length === 0, PATIENCE);
    const metrics = async () => await (await fetch(`${service.url}/metrics`)).text();
    await expect.poll(metrics, PATIENCE).toContain('bounce_ledger_mailbox_server_mails{mailbox="bounces"}');

    writeFileSync(service.config, 'mailboxes: 7');
    service.signal('SIGHUP');
    await vi.waitUntil(() => service.log.some((line) => line.includes('cannot be used')), PATIENCE);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);

    const mailboxes = [mailboxAt(after, { name: 'moved', password })];
    writeFileSync(service.config, JSON.stringify({ dataDir: 'data', ...settings, mailboxes }));
    reconfigure(service, () => ({ retention: { evidenceDays: 7 } }));
    service.signal('SIGHUP');
    await vi.waitUntil(() => after.maildrop.mails.length === 0, PATIENCE);
    expect(service.log.some((line) => line.includes('waiting for a restart: retention'))).toBe(true);
    await expect.poll(metrics, PATIENCE).toContain('bounce_ledger_mailbox_server_mails{mailbox="moved"}');
    expect(await metrics()).not.toContain('mailbox="bounces"');
    const sessions = before.connections;
    before.maildrop.mails = [MAIL('three')];
    const { exitCode } = await runCli(['--config', service.config, 'collect', '--mailbox', 'moved']);
    expect({ exitCode, sessions: before.connections }).toEqual({ exitCode: 0, sessions });
    // None is left: the metrics of the last one end too.
    reconfigure(service, () => ({ mailboxes: [] }));
    service.signal('SIGHUP');
    await expect.poll(metrics, PATIENCE).not.toContain('mailbox="moved"');
    expect(await service.stop()).toBe(0);
  });

  it('keeps a refresh token that the provider rotated over a restart', { timeout: 60_000 }, async () => {
    const root = temporaryDirectory();
    const used: (string | undefined)[] = [];
    const endpoint = await startTokenEndpoint((request) => {
      used.push(endpoint.requests.at(-1)?.['refresh_token']);
      const body = { access_token: `a${request}`, expires_in: 2, refresh_token: `rotated-${request}` };
      return { body };
    });
    const server = await startMaildropServer([], (line) =>
      line.startsWith('AUTH') ? '+ \r\n' : /^[\w+/=]{20,}$/.test(line) ? '-ERR [AUTH] no\r\n' : null,
    );
    const oauth = { tokenUrl: endpoint.url, clientId: 'c', refreshToken: 'configured' };
    const settings = { dataDir: join(root, 'data'), http: { port: 0 }, mailboxes: [mailboxAt(server, { oauth })] };
    mkdirSync(settings.dataDir, { mode: 0o700 });
    const first = await startServiceProcess(root, 'first', settings, /^mailbox bounces: AUTH/);
    expect(await first.stop()).toBe(0);
    const kept = join(settings.dataDir, 'oauth/bounces.json');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    const last = used.length - 1;
    const second = await startServiceProcess(root, 'second', settings, /^mailbox bounces: AUTH/);
    expect(await second.stop()).toBe(0);
    expect([used[0], used[last + 1]]).toEqual(['configured', `rotated-${last}`]);
    expect([...first.log, ...second.log].join('\n')).not.toContain('rotated-');
    const renewed = { ...settings, mailboxes: [mailboxAt(server, { oauth: { ...oauth, refreshToken: 'new' } })] };
    const asked = used.length;
    const third = await startServiceProcess(root, 'third', renewed, /^mailbox bounces: AUTH/);
    expect(await third.stop()).toBe(0);
    expect(used[asked]).toBe('new');
  });
});
