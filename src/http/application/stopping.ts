import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Makes a stop end in time. When the server closes, connections on which no request ever came are closed at once:
 * browsers and HTTP clients open some in advance, and Node would wait a minute for their headers. Requests in flight
 * are answered, for `graceMs` at most: a client that stops reading or sending must not keep the service from stopping.
 */
export function stopInTime(fastify: FastifyInstance, graceMs: number): void {
  const { server } = fastify;
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => {
    unused.delete(socket);
  });
  fastify.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy();
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.once('close', () => {
      clearTimeout(deadline);
    });
    done();
  });
}
