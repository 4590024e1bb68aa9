import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { JsonObject, RecordedEvent } from '../../events/index.js';
import { toPosition } from './position.js';

/** `created` counts the 100 ns since 1970. */
const TICKS_PER_MILLISECOND = 10_000n;

/**
 * The event of an answer; null when it is none of ours: the server's own, or one that another application on the same
 * server wrote in another form than a JSON object.
 */
export function recordedEvent(response: ReadResp): RecordedEvent | null {
  const recorded = response.getEvent()?.getEvent();
  const fields = recorded?.getMetadataMap();
  const type = fields?.get('type');
  const stream = text(recorded?.getStreamIdentifier()?.getStreamName_asU8());
  if (recorded === undefined || type === undefined || type.startsWith('$') || stream.startsWith('$')) return null;
  const data = jsonObject(text(recorded.getData_asU8()));
  const metadata = jsonObject(text(recorded.getCustomMetadata_asU8()) || '{}');
  if (data === null || metadata === null) return null;
  return {
    id: recorded.getId()?.getString() ?? '',
    type,
    data,
    metadata,
    stream,
    revision: Number(recorded.getStreamRevision()),
    position: toPosition({ commit: recorded.getCommitPosition(), prepare: recorded.getPreparePosition() }),
    storedAt: new Date(Number(BigInt(fields?.get('created') ?? '0') / TICKS_PER_MILLISECOND)).toISOString(),
  };
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function jsonObject(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}
