import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EventStoreUnavailableError, openEventStoreDb } from '../../src/event-store/index.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';

const CLIENT = join(import.meta.dirname, 'eventstoredb-client.mjs');

describe('connecting to an EventStoreDB', () => {
  it('waits for a server that is not there yet, and says why', async () => {
    const server = await startServer();
    server.kill();
    const reasons: string[] = [];

    const opening = openEventStoreDb({ url: server.url, onRetry: ({ message }) => reasons.push(message) });
    await expect.poll(() => reasons.length).toBeGreaterThan(1);
    await server.listen();

    const store = await opening;
    expect(await store.head()).toBeNull();
    expect(reasons[0]).toContain('ECONNREFUSED');
    await store.close();
  });

  it('gives up when its patience ends', async () => {
    const server = await startServer();
    server.kill();
    await expect(openEventStoreDb({ url: server.url, patienceMs: 1 })).rejects.toBeInstanceOf(
      EventStoreUnavailableError,
    );
  });

  it.each([
    'esdb://ledger:p4ss@127.0.0.1:2113?tls=maybe',
    'esdb://ledger:p4ss@127.0.0.1:2113?tlsVerifyCert=false',
    'esdb://ledger:p4ss@127.0.0.1:2113?tls=false&p4ss=1',
    'esdb://ledger:p4ss@127.0.0.1:2113?tls=true&tlsCAFile=/nowhere/ca.pem',
    'http://ledger:p4ss@127.0.0.1:2113',
    'p4ss',
  ])('refuses the connection string %s without repeating the password anywhere', async (url) => {
    const printed = (['log', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => undefined),
    );
    const error: unknown = await openEventStoreDb({ url }).catch((reason: unknown) => reason);
    const calls = printed.flatMap((spy) => spy.mock.calls);
    vi.restoreAllMocks();

    expect(error).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/p4ss|ledger:/);
  });

  it('lets the process end once the store is closed', async () => {
    const server = await startServer();
    const child = spawn(process.execPath, [CLIENT, server.url], { stdio: ['ignore', 'inherit', 'inherit'] });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(server.log.all).toHaveLength(1);
  });
});

async function startServer(): Promise<EventStoreDbStandIn> {
  const server = await EventStoreDbStandIn.start();
  onTestFinished(() => {
    server.kill();
  });
  return server;
}
