import type { Metadata } from '@grpc/grpc-js';
import { EventStoreUnavailableError } from '../errors.js';

/**
 * What a failed call means for who made it.
 * - `unknown`: nobody can tell whether it happened. A restart shows itself as UNAVAILABLE, as INTERNAL with RST_STREAM,
 *   as UNKNOWN "Server Is Not Ready", and as an error of Node's HTTP/2 with nothing but a code.
 * - `deleted`: the stream was tombstoned.
 * - `refused`: the server understood and will not, however often it is asked.
 */
export type Failure = 'unknown' | 'deleted' | 'refused';

/** gRPC status codes after which trying again makes no sense. */
const REFUSALS: ReadonlySet<unknown> = new Set([
  3, // INVALID_ARGUMENT
  7, // PERMISSION_DENIED
  12, // UNIMPLEMENTED
  16, // UNAUTHENTICATED
]);

/**
 * Tells failures by what the server says in the trailers, by the client's type and by the code: each may be missing.
 */
export function failureOf(error: unknown): Failure {
  switch (exceptionOf(error)) {
    case 'stream-deleted':
      return 'deleted';
    case 'access-denied':
      return 'refused';
    // Another node leads: the client reconnects, and the next try reaches it.
    case 'not-leader':
      return 'unknown';
    default:
      return REFUSALS.has(fieldOf(error, 'code')) ? 'refused' : 'unknown';
  }
}

/** The port's error for a server that does not answer, or will not. */
export function unavailable(doing: string, cause: unknown): EventStoreUnavailableError {
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : exceptionOf(cause);
  return new EventStoreUnavailableError(`EventStoreDB failed ${doing}: ${reason ?? String(cause)}`, { cause });
}

export function closedError(): EventStoreUnavailableError {
  return new EventStoreUnavailableError('event store is closed');
}

function exceptionOf(error: unknown): string | undefined {
  const type = fieldOf(error, 'type');
  if (typeof type === 'string') return type;
  const trailers = fieldOf(error, 'metadata') as Pick<Metadata, 'get'> | undefined;
  const [exception] = trailers?.get('exception') ?? [];
  return typeof exception === 'string' ? exception : undefined;
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>)[name] : undefined;
}
