import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { problemDetails } from '../http/index.js';

const RETRY_AFTER_SECONDS = 1;

/** Answers HTTP while the event store is not available yet: alive, not ready, and why. */
export interface WaitingSurface {
  /** Sets the reason why the service is waiting. The first call makes it listen. */
  waitsBecause(reason: string): void;
  /** Frees the port. Idempotent. */
  close(): Promise<void>;
}

/** If the port is taken, this fails silently; the service itself will then fail to listen, and say so. */
export function waitingSurface({ host, port }: { readonly host: string; readonly port: number }): WaitingSurface {
  let reason: string | undefined;
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/health/live') answer(response, 200, { status: 'ok' });
    else answer(response, 503, problemDetails('not-ready', randomUUID(), reason));
  });
  server.on('error', () => undefined);
  return {
    waitsBecause(why) {
      if (reason === undefined) server.listen(port, host);
      reason = why;
    },
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': status === 200 ? 'application/json' : 'application/problem+json',
    ...(status === 503 && { 'retry-after': String(RETRY_AFTER_SECONDS) }),
  });
  response.end(JSON.stringify(body));
}
