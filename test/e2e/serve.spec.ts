import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Pop3Server } from '../../src/demo/pop3-server.js';
import { runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures/mails/', import.meta.url));
const ACCOUNT = { user: 'bounces', password: 'not in the log' };

/** The service as a user runs it, until the test ends. */
async function serve(config: string): Promise<{ url: string; log: string[]; stop: () => Promise<number | null> }> {
  const child: ChildProcess = spawn(process.execPath, [BIN, '--config', config, 'serve']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const log: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      log.push(line);
      const { url: told } = JSON.parse(line) as { url?: string };
      if (told !== undefined) resolve(told);
    });
    child.once('exit', (code) => {
      reject(new Error(`serve ended with ${code}: ${log.join('\n')}`));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };
  return { url, log, stop };
}

async function get(
  url: string,
  path: string,
  key?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url + path, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('bounce-ledger serve', () => {
  it('collects, answers, stops at SIGTERM, and goes on where it was when it is started again', async () => {
    const bytes = readFileSync(join(FIXTURES, 'sendmail-unknown.eml'));
    const server = await Pop3Server.start({ ...ACCOUNT, mails: [{ uidl: 'u1', bytes }] });
    onTestFinished(() => server.close());
    const config = join(temporaryDirectory(), 'bounce-ledger.yaml');
    const account = { name: 'bounces', host: '127.0.0.1', port: server.port, tls: 'none', ...ACCOUNT, after: 'delete' };
    const settings = { dataDir: 'data', http: { port: 0 }, mailboxes: [{ ...account, pollIntervalSeconds: 1 }] };
    writeFileSync(config, JSON.stringify(settings));

    const first = await serve(config);
    await vi.waitUntil(() => server.mails.length === 0, { timeout: 20_000, interval: 50 });
    const listed = await vi.waitUntil(
      async () => {
        const { body } = await get(first.url, '/v1/bounces');
        return (body['items'] as { id: string; facts: { recipient: string } }[])[0];
      },
      { timeout: 20_000, interval: 50 },
    );
    const recipient = await get(first.url, `/v1/recipients/${listed.facts.recipient}`);
    expect(recipient.body).toMatchObject({ known: true, status: 'quarantined', cause: { bounceId: listed.id } });

    // The data directory is the service's: the command line asks it.
    const asked = await runCli(['--config', config, 'recipient', listed.facts.recipient]);
    expect(asked).toMatchObject({ exitCode: 0, output: expect.stringContaining('QUARANTINED') as string });
    const rebuilt = await runCli(['--config', config, 'rebuild', '--json']);
    expect(rebuilt).toMatchObject({ exitCode: 0, errors: '' });
    const collected = await runCli(['--config', config, 'collect', '--json']);
    expect(JSON.parse(collected.output)).toMatchObject({ mailbox: 'bounces', listed: 0, error: null });

    expect(await first.stop()).toBe(0);
    expect(existsSync(join(config, '..', 'data', 'service.json'))).toBe(false);
    expect(first.log.join('\n')).not.toContain(ACCOUNT.password);

    const second = await serve(config);
    const again = await vi.waitUntil(
      async () => {
        const { body } = await get(second.url, `/v1/recipients/${listed.facts.recipient}`);
        return body['known'] === true ? body : null;
      },
      { timeout: 20_000, interval: 50 },
    );
    expect({ ...again, asOf: null, position: null }).toEqual({ ...recipient.body, asOf: null, position: null });
    expect(await second.stop()).toBe(0);
  });

  it('with API keys lets only their holders in, and the command line of its own machine', async () => {
    const config = join(temporaryDirectory(), 'bounce-ledger.yaml');
    const key = 'k'.repeat(32);
    const settings = { dataDir: 'data', http: { port: 0, apiKeys: [{ name: 'reader', key, scopes: ['read'] }] } };
    writeFileSync(config, JSON.stringify(settings));
    const { url, stop } = await serve(config);
    expect((await get(url, '/v1/recipients/ana@example.com')).status).toBe(401);
    expect((await get(url, '/v1/recipients/ana@example.com', key)).status).toBe(200);
    expect(await runCli(['--config', config, 'recipient', 'ana@example.com'])).toMatchObject({ exitCode: 0 });
    expect(await stop()).toBe(0);
  });

  it('does not listen beyond loopback without an API key', async () => {
    const config = join(temporaryDirectory(), 'bounce-ledger.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data', http: { host: '0.0.0.0', port: 0 } }));
    const { exitCode, errors } = await runCli(['--config', config, 'serve']);
    expect(errors).toContain('http.apiKeys is empty');
    expect(exitCode).toBe(1);
  });

  it('says who owns a data directory that is in use', async () => {
    const config = join(temporaryDirectory(), 'bounce-ledger.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data', http: { port: 0 } }));
    const { stop } = await serve(config);
    const { exitCode, errors } = await runCli(['--config', config, 'serve']);
    expect(errors).toMatch(/is in use by process \d+/);
    expect(exitCode).toBe(1);
    await stop();
  });
});
