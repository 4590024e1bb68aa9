import { EventStoreUnavailableError } from '../errors.js';

/** The port's error for a failure of the file or the disk beneath it. */
export function unavailable(doing: string, cause: unknown): EventStoreUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EventStoreUnavailableError(`event store failed ${doing}: ${reason}`, { cause });
}
