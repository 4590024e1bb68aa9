import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../support/temporary-ledger.js';
import { httpService, type HttpService } from './http-service.js';

const SEND = `${JSON.stringify({ recipient: 'ana@example.com', sentAt: '2026-11-21T08:00:00Z' })}\n`;

async function connected({ url }: HttpService): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Begins an upload of two sends, of which the second is still to come; resolves once the service reads it. */
async function uploadBegun(service: HttpService): Promise<Socket> {
  const socket = await connected(service);
  socket.write(
    'POST /v1/sends?batchId=b1 HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n' +
      `expect: 100-continue\r\ncontent-length: ${2 * SEND.length}\r\n\r\n`,
  );
  await once(socket, 'data');
  socket.write(SEND);
  return socket;
}

describe('stopping the HTTP service', () => {
  it('does not wait for connections on which no request ever came', async () => {
    const service = await httpService();
    const socket = await connected(service);
    await service.request('GET', '/health/live');

    await Promise.all([once(socket, 'close'), service.close()]);

    expect(socket.destroyed).toBe(true);
  });

  it('answers what is under way, and only then has stopped', async () => {
    const service = await httpService();
    const socket = await uploadBegun(service);

    const closing = service.close();
    socket.write(SEND);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    await closing;

    expect(answer.toString()).toMatch(/^HTTP\/1\.1 201 /);
    expect(await eventsOf(service.ledger.store, 'sends-b1')).toMatchObject([{ data: { last: true } }]);
  });

  it('does not wait for ever for a client that sends nothing more, and records nothing half', async () => {
    const service = await httpService({ stopGraceMs: 50 });
    const socket = await uploadBegun(service);

    await Promise.all([once(socket, 'close'), service.close()]);

    expect(await eventsOf(service.ledger.store, 'sends-b1')).toEqual([]);
  });

  it.each([
    ['in its header, on a new connection', 'GET /health/live HTTP/1.1\r\nhost: local'],
    ['in its header, after another', 'GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\nGET /health/li'],
    [
      'in its body',
      'POST /v1/mails HTTP/1.1\r\nhost: localhost\r\ncontent-type: message/rfc822\r\ncontent-length: 99\r\n\r\nSubject',
    ],
    [
      'in a chunk',
      'POST /v1/mails HTTP/1.1\r\nhost: localhost\r\ncontent-type: message/rfc822\r\ntransfer-encoding: chunked\r\n\r\n99\r\nSub',
    ],
  ])('does not wait ten seconds for a request that is half sent %s', async (_where, text) => {
    const service = await httpService();
    const socket = await connected(service);
    socket.on('data', () => undefined).write(text);
    await service.request('GET', '/health/live');
    const startedAt = performance.now();
    await service.close();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('waits for an upload that goes on coming', async () => {
    const service = await httpService();
    const socket = await uploadBegun(service);
    const closing = service.close();
    const answered = once(socket, 'data') as Promise<[Buffer]>;
    for (const byte of SEND) {
      socket.write(byte);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    const [answer] = await answered;
    await closing;
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 201 /);
  });
});
