import type { IncomingMessage } from 'node:http';
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

/** For the log, which sees the raw requests alone. */
const clients = new WeakMap<IncomingMessage, Client>();

export function rememberClient({ raw, client }: FastifyRequest): void {
  if (client !== null) clients.set(raw, client);
}

/** Name of the API key that a request was sent with; null without a valid one. */
export function keyNameOf(request: IncomingMessage): string | null {
  return clients.get(request)?.name ?? null;
}
