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
  for (;;) {
    const { revision, fields } = await readMetadata(connection, stream);
    const { $maxAge: before = null, ...others } = fields;
    if (before === seconds) return;
    const wanted = seconds === null ? others : { ...others, $maxAge: seconds };
    const event = { id: randomUUID(), type: '$metadata', data: JSON.stringify(wanted), metadata: '{}' };
    try {
      await append.execute({
        stream: metadataStreamOf(stream),
        expectedRevision: revision ?? 'no-stream',
        events: [event],
      });
      return;
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
  return { revision: null, fields: {} };
}

function metadataStreamOf(stream: string): string {
  return `$$${stream}`;
}
