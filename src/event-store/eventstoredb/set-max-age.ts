import type { JsonObject } from '../../events/index.js';
import type { Append } from './append.js';
import type { Connection } from './connection.js';
import { changeStreamMetadata } from './stream-metadata.js';

/**
 * Writes the age into the stream's metadata, and keeps what else stands there, such as an operator's access rights.
 * An age is mostly set before the stream's first event, when there is nothing to read yet.
 * @throws StreamDeletedError, EventStoreUnavailableError
 */
export async function setMaxAge(
  connection: Connection,
  append: Append,
  stream: string,
  seconds: number | null,
): Promise<void> {
  const withAge = ({ $maxAge: before = null, ...others }: JsonObject) => {
    if (before === seconds) return null;
    return seconds === null ? others : { ...others, $maxAge: seconds };
  };
  await changeStreamMetadata(connection, append, stream, withAge, seconds !== null);
}
