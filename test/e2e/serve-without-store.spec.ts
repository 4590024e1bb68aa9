import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const PATIENCE = { timeout: 30_000, interval: 50 };

it('a service whose event store is away says so at /health/ready, at its start and later, and goes on when it is there', async () => {
  const store = await EventStoreDbStandIn.start();
  onTestFinished(() => {
    store.kill();
  });
  store.kill();
  const port = await freePort();
  await startService({ roles: ['api'], http: { port }, eventStore: { kind: 'eventstoredb', url: store.url } });
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);

  await expect.poll(async () => (await get('/health/ready'))?.status, PATIENCE).toBe(503);
  const away = await get('/health/ready');
  expect(away?.headers.get('retry-after')).toBe('1');
  expect(await away?.json()).toMatchObject({
    type: 'urn:bounce-ledger:problem:not-ready',
    detail: expect.stringContaining('ECONNREFUSED') as string,
  });
  expect((await get('/health/live'))?.status).toBe(200);
  expect((await get('/v1/recipients/ana@example.com'))?.status).toBe(503);

  await store.listen();
  await expect.poll(async () => (await get('/health/ready'))?.status, PATIENCE).toBe(200);

  store.kill();
  await expect.poll(async () => (await get('/health/ready'))?.status, PATIENCE).toBe(503);
  expect((await get('/v1/recipients/ana@example.com'))?.status).toBe(200);
  await store.listen();
  await expect.poll(async () => (await get('/health/ready'))?.status, PATIENCE).toBe(200);
}, 120_000);

it.each(['--from', '--to'])('copy, where %s is away, says so at once, and gives up within seconds', async (end) => {
  const directory = temporaryDirectory();
  const dataDir = join(directory, 'data');
  await (await openEmbeddedEventStore({ dataDir })).close();
  const away = `esdb://127.0.0.1:${await freePort()}?tls=false`;
  const ends = end === '--from' ? ['--from', away, '--to', dataDir] : ['--from', dataDir, '--to', away];
  const begin = performance.now();

  const { exitCode, errors } = await runCli(['copy', ...ends]);

  expect(exitCode).toBe(1);
  expect(errors.match(/trying again for 10 s\n/g)).toHaveLength(1);
  expect(errors).toMatch(/^EventStoreDB failed .*ECONNREFUSED.*; trying again for 10 s\n/);
  expect(performance.now() - begin).toBeLessThan(25_000);
});

it('a command whose event store is away says so at once, and gives up within seconds', async () => {
  const directory = temporaryDirectory();
  const url = `esdb://127.0.0.1:${await freePort()}?tls=false`;
  const config = join(directory, 'ledger.yaml');
  const secretFile = join(directory, 'ledger.secret');
  writeFileSync(secretFile, 'a'.repeat(64), { mode: 0o600 });
  const settings = {
    dataDir: join(directory, 'data'),
    eventStore: { kind: 'eventstoredb', url },
    ledger: { secretFile },
  };
  writeFileSync(config, JSON.stringify(settings));
  const begin = performance.now();

  const { exitCode, errors } = await runCli(['--config', config, 'recipient', 'ana@example.com']);

  expect(exitCode).toBe(1);
  expect(errors).toMatch(/ECONNREFUSED.*; trying again for 10 s\n/);
  expect(performance.now() - begin).toBeLessThan(25_000);
});

it('a service that waits for its event store stops at once, and tells its address to nobody without a key', async () => {
  const store = await EventStoreDbStandIn.start();
  onTestFinished(() => {
    store.kill();
  });
  store.kill();
  const port = await freePort();
  const key = 'k'.repeat(32);
  const http = { port, apiKeys: [{ name: 'reader', key, scopes: ['read'] }] };
  const child = await startService({ roles: ['api'], http, eventStore: { kind: 'eventstoredb', url: store.url } });
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers }).catch(() => null);
    return response === null ? null : ((await response.json()) as { readonly detail?: string });
  };
  await expect.poll(() => get('/health/ready'), PATIENCE).toMatchObject({ detail: 'the event store does not answer' });
  for (const headers of [{}, { authorization: 'Bearer wrong' }]) {
    expect((await get('/v1/mails', headers))?.detail).toBe('the event store does not answer');
  }
  expect((await get('/health/ready', { authorization: `Bearer ${key}` }))?.detail).toContain('ECONNREFUSED');
  const stoppedAt = performance.now();
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
}, 60_000);

it('a service without HTTP that waits for its event store stops at once too', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const url = `esdb://127.0.0.1:${port}?tls=false`;
  const child = await startService({ roles: ['background'], eventStore: { kind: 'eventstoredb', url } });
  await once(silent, 'connection');
  const stoppedAt = performance.now();
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
}, 60_000);

async function startService(settings: object): Promise<ChildProcess> {
  const directory = temporaryDirectory();
  const config = join(directory, 'bounce-ledger.yaml');
  writeFileSync(join(directory, 'ledger.secret'), 'a secret of thirty-two bytes or so\n');
  writeFileSync(config, JSON.stringify({ dataDir: 'data', ledger: { secretFile: 'ledger.secret' }, ...settings }));
  const child = spawn(process.execPath, [BIN, '--config', config, 'serve'], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
  await once(child, 'spawn');
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
