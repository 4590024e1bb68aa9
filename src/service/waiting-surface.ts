import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ApiKeys, isLoopback, problemDetails, type HttpOptions } from '../http/index.js';

const RETRY_AFTER_SECONDS = 1;
const WAITING = 'the event store does not answer';

/**
 * Answers HTTP while the event store is not available yet: alive, not ready, and why. Only who has a key hears why: the
 * reason may name the event store's address.
 */
export interface WaitingSurface {
  /** Sets the reason why the service is waiting. The first call makes it listen. */
  waitsBecause(reason: string): void;
  /** Frees the port. Idempotent. */
  close(): Promise<void>;
}

/** If the port is taken, this fails silently; the service itself will then fail to listen, and say so. */
export function waitingSurface({
  host,
  port,
  apiKeys,
}: Pick<HttpOptions, 'host' | 'port' | 'apiKeys'>): WaitingSurface {
  const keys = new ApiKeys(apiKeys);
  let reason: string | undefined;
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/health/live') answer(response, 200, { status: 'ok' });
    else answer(response, 503, problemDetails('not-ready', randomUUID(), mayHear(request, keys) ? reason : WAITING));
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

/** Without keys, everybody on this machine; a page of another name that points here is not (DNS rebinding). */
function mayHear({ headers: { authorization, host = '' } }: IncomingMessage, keys: ApiKeys): boolean {
  if (keys.open && !isLoopback(host.replace(/:\d*$/, ''))) return false;
  return keys.clientOf(authorization) !== null;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': status === 200 ? 'application/json' : 'application/problem+json',
    ...(status === 503 && { 'retry-after': String(RETRY_AFTER_SECONDS) }),
  });
  response.end(JSON.stringify(body));
}
