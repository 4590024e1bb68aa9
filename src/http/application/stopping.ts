import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const LOOK_INTERVAL_MS = 100;
/** A client that is in the middle of a request sends more within this time, or is not waited for. */
const MAX_SILENCE_MS = 1_000;

interface Connection {
  /** The last request whose header came whole, and its answer; null before the first. */
  last: { readonly request: IncomingMessage; readonly response: ServerResponse } | null;
  /** Bytes that had come, and when there were more last. */
  bytes: number;
  changedAtMs: number;
}

/**
 * Makes a stop end in time. When the server closes, connections on which no request ever came are closed at once:
 * browsers and HTTP clients open some in advance, and Node would wait a minute for their headers. A request that has
 * come is answered, for `graceMs` at most: a client that stops reading must not keep the service from stopping. One
 * that is half sent is waited for only while more of it comes.
 */
export function stopInTime(fastify: FastifyInstance, graceMs: number): void {
  const { server } = fastify;
  const connections = new Map<Socket, Connection>();
  server.on('connection', (socket: Socket) => {
    connections.set(socket, { last: null, bytes: 0, changedAtMs: 0 });
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request, response) => {
    const connection = connections.get(request.socket);
    if (connection !== undefined) connection.last = { request, response };
  });
  fastify.addHook('preClose', (done) => {
    const stoppedAtMs = performance.now();
    for (const [socket, { last }] of connections) if (last === null) socket.destroy();
    const look = setInterval(() => {
      dropSilent(connections, stoppedAtMs);
    }, LOOK_INTERVAL_MS);
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.once('close', () => {
      clearInterval(look);
      clearTimeout(deadline);
    });
    done();
  });
}

/** Closes connections whose client owes part of a request, and has sent nothing for a while. */
function dropSilent(connections: ReadonlyMap<Socket, Connection>, stoppedAtMs: number): void {
  const nowMs = performance.now();
  for (const [socket, connection] of connections) {
    if (socket.bytesRead !== connection.bytes) {
      connection.bytes = socket.bytesRead;
      connection.changedAtMs = nowMs;
    }
    const { last } = connection;
    // Its request is there; the answer is ours to give, or to be read.
    if (last?.request.complete === true && !last.response.writableFinished) continue;
    if (nowMs - Math.max(connection.changedAtMs, stoppedAtMs) > MAX_SILENCE_MS) socket.destroy();
  }
}
