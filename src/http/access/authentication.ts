import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiKeys } from './api-keys.js';
import { isLoopback } from './loopback.js';
import { ProblemError } from '../problems/problems.js';
import { rememberClient } from './request-client.js';
import { WrongKeys } from './wrong-keys.js';

const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Authenticates the client before a byte of the body is read, so that only clients with a key can make the service read
 * one. While no key is configured, only requests to a loopback name are answered: a web page that points its own host
 * name at 127.0.0.1 (DNS rebinding) still sends that name.
 * @param onWrongKey called for every request that presents a wrong key
 */
export function authenticate(server: FastifyInstance, keys: ApiKeys, onWrongKey: () => void): void {
  const wrongKeys = new WrongKeys();
  server.decorateRequest('client', null);
  server.addHook('onRequest', (request, _reply, done) => {
    if (hostsOf(request) > 1) {
      done(new ProblemError('invalid-request', 'the request has more than one Host field'));
      return;
    }
    if (keys.open && !isLoopback(request.hostname)) {
      done(new ProblemError('foreign-host', `this service answers to loopback names only, not to ${request.hostname}`));
      return;
    }
    request.client = keys.clientOf(request.headers.authorization);
    rememberClient(request);
    const refused = request.client === null && !BODILESS.has(request.method);
    const error = refused ? new ProblemError('unauthenticated', 'no valid API key was presented') : undefined;
    if (request.client !== null || request.headers.authorization === undefined) {
      done(error);
      return;
    }
    onWrongKey();
    const delayMs = wrongKeys.delayMs(request.ip);
    if (delayMs === 0) done(error);
    else setTimeout(done, delayMs, error).unref();
  });
}

/**
 * RFC 9112, 3.2: more than one is answered with 400. Node keeps the first alone, a proxy in front may have seen the
 * other.
 */
function hostsOf({ raw }: FastifyRequest): number {
  return raw.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length;
}
