import type { FastifyInstance } from 'fastify';
import type { ApiKeys } from './api-keys.js';
import { isLoopback } from './loopback.js';
import { ProblemError } from '../problems/problems.js';
import './request-client.js';

const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Authenticates the client before a byte of the body is read, so that only clients with a key can make the service read
 * one. While no key is configured, only requests to a loopback name are answered: a web page that points its own host
 * name at 127.0.0.1 (DNS rebinding) still sends that name.
 */
export function authenticate(server: FastifyInstance, keys: ApiKeys): void {
  server.decorateRequest('client', null);
  server.addHook('onRequest', (request, _reply, done) => {
    if (keys.open && !isLoopback(request.hostname)) {
      done(new ProblemError('foreign-host', `this service answers to loopback names only, not to ${request.hostname}`));
      return;
    }
    request.client = keys.clientOf(request.headers.authorization);
    const refused = request.client === null && !BODILESS.has(request.method);
    done(refused ? new ProblemError('unauthenticated', 'no valid API key was presented') : undefined);
  });
}
