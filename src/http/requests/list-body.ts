import { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problems.js';

const TAKES_LISTS = 'bounce-ledger:takes-lists';

/**
 * The route takes a list of any length, as a stream. To any other, one is 415: what binds bodies to classes must not
 * meet it.
 */
export function TakesLists(): MethodDecorator {
  return RouteConfig({ [TAKES_LISTS]: true });
}

export function takesLists({ routeOptions }: FastifyRequest): boolean {
  return TAKES_LISTS in routeOptions.config;
}

/** The bytes of a list, as they arrive. @throws ProblemError `unsupported-media-type` for another body */
export function listBody(body: unknown): AsyncIterable<Buffer> {
  if (body instanceof Readable) return chunksOf(body);
  throw new ProblemError(
    'unsupported-media-type',
    'the body must be text/csv, application/x-ndjson or application/gzip',
  );
}

/** Whoever stops reading has an answer; a client that sends on until it is done must still come to read it. */
async function* chunksOf(body: Readable): AsyncGenerator<Buffer, void> {
  try {
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } finally {
    body.resume();
  }
}
