import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Client } from './api-keys.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The client; null without a valid key. Set before the body is read. */
    client: Client | null;
  }
}

/** What the events of a request record about it. */
export interface Origin {
  /** The request's id: the events' correlation id. */
  readonly correlationId: string;
  /** Name of the API key. */
  readonly actor: string;
}

/** Parameter decorator: the {@link Origin} of the request. */
export const RequestOrigin = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const { id, client } = context.switchToHttp().getRequest<FastifyRequest>();
  return { correlationId: id, actor: client?.name ?? 'anonymous' };
});
