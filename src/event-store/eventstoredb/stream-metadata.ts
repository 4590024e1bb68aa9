import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../events/index.js';
import { StreamDeletedError, WrongExpectedRevisionError } from '../errors.js';
import type { Append } from './append.js';
import type { Connection } from './connection.js';
import { messages } from './read-log.js';
import { streamRequest } from './read-request.js';

interface StreamMetadata {
  /** Of the metadata stream; null while there is none. */
  readonly revision: number | null;
  readonly fields: JsonObject;
}

/** No stream of metadata yet: what nearly every stream has that is new. */
const NO_METADATA: StreamMetadata = { revision: null, fields: {} };

/**
 * Changes the metadata of a stream as they stand, and keeps what else stands there.
 * @param change gives the fields that are wanted; null where they are there already
 * @param isNew the stream probably has no metadata, so that they are not read first: an append of the first ones is
 *   refused where there are others, which are then read
 * @returns whether anything was written
 * @throws StreamDeletedError, EventStoreUnavailableError
 */
export async function changeStreamMetadata(
  connection: Connection,
  append: Append,
  stream: string,
  change: (fields: JsonObject) => JsonObject | null,
  isNew = false,
): Promise<boolean> {
  for (let known = isNew ? NO_METADATA : null; ; known = null) {
    const { revision, fields } = known ?? (await readMetadata(connection, stream));
    const wanted = change(fields);
    if (wanted === null) return false;
    const event = { id: randomUUID(), type: '$metadata', data: JSON.stringify(wanted), metadata: '{}' };
    try {
      await append.execute({
        stream: metadataStreamOf(stream),
        expectedRevision: revision ?? 'no-stream',
        events: [event],
      });
      return true;
    } catch (error) {
      if (error instanceof StreamDeletedError) throw new StreamDeletedError(stream);
      // Somebody else wrote meanwhile: what they wrote is kept too.
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
    }
  }
}

async function readMetadata(connection: Connection, stream: string): Promise<StreamMetadata> {
  const request = streamRequest(metadataStreamOf(stream), 'backwards', null, 1);
  for await (const message of messages(connection, request, `to read the metadata of ${stream}`)) {
    const recorded = message.getEvent()?.getEvent();
    if (recorded !== undefined) {
      const fields = JSON.parse(Buffer.from(recorded.getData_asU8()).toString('utf8')) as JsonObject;
      return { revision: Number(recorded.getStreamRevision()), fields };
    }
  }
  return NO_METADATA;
}

function metadataStreamOf(stream: string): string {
  return `$$${stream}`;
}
