import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { JSON_LIMITS } from './limits.js';
import { ProblemError, type RequestError } from '../problems/problems.js';

/**
 * Refuses queries and JSON bodies that no class could describe, in linear time, before they are bound to one: objects
 * with too many fields (of bodies, {@link JSON_LIMITS} has refused those), and fields named like a member of every
 * object, which the binding would pass over.
 */
export function refuseOddShapes(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    const error = oddShapeOf(request.query) ?? oddShapeOf(request.body);
    done(
      error === null
        ? undefined
        : new ProblemError('invalid-request', `${error.path} ${error.message}`.trim(), [error]),
    );
  });
}

/** What is wrong with the shape of a value parsed from JSON or a query; null if nothing is. */
export function oddShapeOf(value: unknown): RequestError | null {
  const holders: object[] = isHolder(value) ? [value] : [];
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    if (!Array.isArray(holder)) {
      const fields = Object.keys(holder);
      const { fieldsOfAnObject } = JSON_LIMITS;
      if (fields.length > fieldsOfAnObject) return { path: '', message: `has more than ${fieldsOfAnObject} fields` };
      const inherited = fields.find((field) => field in Object.prototype);
      if (inherited !== undefined) return { path: inherited, message: 'is not a field of this request' };
    }
    for (const inner of Object.values(holder) as unknown[]) if (isHolder(inner)) holders.push(inner);
  }
  return null;
}

/** Bytes and streams are not JSON. */
function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && !(value instanceof Readable);
}
