import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Retirement } from '../event-store.port.js';
import type { Connection } from './connection.js';
import { messages } from './read-log.js';
import { allRequest } from './read-request.js';

const METADATA = '$metadata';
const DELETED = '$streamDeleted';

type WireEvent = NonNullable<ReturnType<NonNullable<ReturnType<ReadResp['getEvent']>>['getEvent']>>;

/**
 * What the server wrote of ages and tombstones, the last word of each. A scavenge keeps these events.
 * @throws EventStoreUnavailableError
 */
export async function readRetirements(connection: Connection): Promise<ReadonlyMap<string, Retirement>> {
  const retirements = new Map<string, Retirement>();
  const request = allRequest('forwards', null, { by: 'type', prefixes: [METADATA, DELETED] });
  for await (const message of messages(connection, request, 'to read what was retired')) {
    const event = message.getEvent()?.getEvent();
    if (event !== undefined) note(retirements, event);
  }
  return retirements;
}

function note(retirements: Map<string, Retirement>, event: WireEvent): void {
  const name = Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  const type = event.getMetadataMap().get('type');
  if (type === DELETED && !name.startsWith('$')) retirements.set(name, 'tombstoned');
  const stream = name.slice('$$'.length);
  if (type !== METADATA || stream.startsWith('$') || retirements.get(stream) === 'tombstoned') return;
  const maxAge = maxAgeOf(Buffer.from(event.getData_asU8()).toString('utf8'));
  if (maxAge === null) {
    retirements.delete(stream);
  } else {
    retirements.set(stream, maxAge);
  }
}

/** Anybody may write what they like there. */
function maxAgeOf(json: string): number | null {
  try {
    const { $maxAge } = JSON.parse(json) as { readonly $maxAge?: unknown };
    return Number.isSafeInteger($maxAge) && Number($maxAge) > 0 ? Number($maxAge) : null;
  } catch {
    return null;
  }
}
