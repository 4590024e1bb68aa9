import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { PopEndpoint } from './pop-endpoint.js';
import { PopError } from './pop-error.js';

/** @throws PopError (`connect`, `timeout`, `aborted`) */
export function openSocket({ host, port }: PopEndpoint, timeoutMs: number, signal?: AbortSignal): Promise<Socket> {
  const socket = connectTcp({ host, port, keepAlive: true, noDelay: true });
  return established(socket, { event: 'connect', verb: 'connect', kind: 'connect', timeoutMs, signal });
}

/**
 * Puts TLS on an open socket; the certificate must be valid and the server's.
 * @throws PopError (`tls`, `timeout`, `aborted`)
 */
export function secureSocket(
  socket: Socket,
  { host, tlsOptions = {} }: PopEndpoint,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<TLSSocket> {
  const { ca, servername = host } = tlsOptions;
  const secured = connectTls({
    socket,
    host: servername,
    // RFC 6066, section 3: an IP address is not a server name.
    ...(isIP(servername) === 0 && { servername }),
    ...(ca !== undefined && { ca }),
    // Not left to NODE_TLS_REJECT_UNAUTHORIZED, which somebody may have set for another program.
    rejectUnauthorized: true,
  });
  return established(secured, { event: 'secureConnect', verb: 'TLS handshake', kind: 'tls', timeoutMs, signal });
}

interface Establishment {
  readonly event: 'connect' | 'secureConnect';
  readonly verb: string;
  readonly kind: 'connect' | 'tls';
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

function established<S extends Socket>(socket: S, { event, verb, kind, timeoutMs, signal }: Establishment): Promise<S> {
  return new Promise((resolve, reject) => {
    const onError = (cause: Error) => {
      fail(new PopError(kind, cause.message === '' ? cause.name : cause.message, { verb, cause }));
    };
    const onClose = () => {
      fail(new PopError(kind, 'the server closed the connection', { verb }));
    };
    const onAbort = () => {
      fail(new PopError('aborted', 'stopped', { verb }));
    };
    const timer = setTimeout(() => {
      fail(new PopError('timeout', `no connection after ${timeoutMs} ms`, { verb }));
    }, timeoutMs);
    const release = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('close', onClose).off(event, onEstablished);
    };
    const fail = (error: PopError) => {
      release();
      socket.destroy();
      reject(error);
    };
    const onEstablished = () => {
      release();
      resolve(socket);
    };
    // The error listener stays for good: an error of a socket that has none ends the process.
    socket.on('error', onError).once('close', onClose).once(event, onEstablished);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
  });
}
