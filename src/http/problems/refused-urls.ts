import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodeJson } from '../../events/index.js';
import { problemDetails } from './problems.js';

/**
 * Answers requests that the router refuses before any hook runs: a path that cannot be decoded, a parameter over the
 * limit.
 */
export function refuseUrl(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemDetails('malformed-url', request.id, error.message);
  void reply.status(problem.status).type('application/problem+json').send(encodeJson(problem));
}
