import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { Logger } from 'pino';
import { IDENTIFIER } from '../../config/index.js';
import { keyNameOf } from '../access/request-client.js';

/**
 * The client's X-Request-Id if it is an identifier, else a new one. It appears in the log, the events and the problems.
 */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && IDENTIFIER.test(given) ? given : randomUUID();
}

/**
 * How requests are logged: one line each, with the name of the key and the remote address, without headers (they hold
 * keys), queries and addresses.
 */
export function requestLog(logger: Logger): Params {
  return {
    // The module's own default pattern matches no path on Fastify.
    forRoutes: ['*path'],
    pinoHttp: {
      logger,
      autoLogging: { ignore: (request) => pathOf(request).startsWith('/health/') },
      quietReqLogger: true,
      customSuccessObject: (request, response, value: object) => ({ ...value, ...described(request, response) }),
      // A failure is logged where it is caught, with its stack.
      customErrorObject: (request, response) => described(request, response),
      wrapSerializers: false,
      serializers: { req: () => undefined, res: () => undefined },
    },
  };
}

function described(request: IncomingMessage, { statusCode }: { readonly statusCode: number }) {
  // A request whose body was left unread may have lost its socket, whatever its type says.
  const socket = request.socket as IncomingMessage['socket'] | null;
  const remoteAddress = socket?.remoteAddress ?? null;
  return { method: request.method, path: pathOf(request), status: statusCode, key: keyNameOf(request), remoteAddress };
}

/**
 * The path as a log may show it, without recipients' addresses: also of a mistyped one, every part of it that is
 * neither the name nor the id of something is left out.
 */
function pathOf(request: IncomingMessage & { readonly originalUrl?: string }): string {
  // Middleware sees a `url` cut by what its route matched.
  const [path = ''] = (request.originalUrl ?? request.url ?? '').split('?', 1);
  const known = path.replace(/^\/v1\/recipients\/(?!lookup$)[^/]+/, '/v1/recipients/:address');
  return known.split('/').map(withoutAddress).join('/');
}

function withoutAddress(segment: string): string {
  return segment === '' || segment === ':address' || IDENTIFIER.test(segment) ? segment : ':other';
}
