import type { Append } from './append.js';
import type { Connection } from './connection.js';
import { changeStreamMetadata } from './stream-metadata.js';

/**
 * Writes the age into the stream's metadata, and keeps what else stands there, such as an operator's access rights.
 * @throws StreamDeletedError, EventStoreUnavailableError
 */
export async function setMaxAge(
  connection: Connection,
  append: Append,
  stream: string,
  seconds: number | null,
): Promise<void> {
  await changeStreamMetadata(connection, append, stream, (fields) => {
    const { $maxAge: before = null, ...others } = fields;
    if (before === seconds) return null;
    return seconds === null ? others : { ...others, $maxAge: seconds };
  });
}
