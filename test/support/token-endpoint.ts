import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

interface TokenAnswer {
  readonly status?: number;
  readonly body: unknown;
}

export interface TokenEndpoint {
  readonly url: string;
  /** The parameters of every request, in order. */
  readonly requests: readonly Readonly<Record<string, string>>[];
}

/** Answers token requests with what the given function returns for their number, from 0. It ends with the test. */
export async function startTokenEndpoint(answer: (request: number) => TokenAnswer): Promise<TokenEndpoint> {
  const requests: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status = 200, body: answered } = answer(requests.push(Object.fromEntries(new URLSearchParams(body))) - 1);
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
      response.end(typeof answered === 'string' ? answered : JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`, requests };
}
