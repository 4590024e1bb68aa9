import { AppendTooLargeError, MAX_APPEND_BYTES } from './errors.js';
import type { ExpectedRevision } from './event-store.port.js';
import type { UnsavedEvent } from '../events/index.js';
import { assertName } from './names.js';

/** An event checked and serialised, so that nothing about it can fail once it is on its way to the store. */
export interface EncodedEvent {
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  /** JSON objects; lone surrogates and control characters stand as escapes, so the text is valid UTF-8. */
  readonly data: string;
  readonly metadata: string;
}

export interface EncodedAppend {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly [EncodedEvent, ...EncodedEvent[]];
  /** What the append counts against {@link MAX_APPEND_BYTES}. */
  readonly bytes: number;
}

/** What an event adds to an append besides its own texts: the id, and the framing of EventStoreDB's protocol. */
const EVENT_OVERHEAD_BYTES = 128;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Checks and serialises an append before any of it is queued or sent: some drivers never settle, or bring the process
 * down, when they meet an unserialisable event.
 *
 * @throws TypeError when a name, an id, a revision or a payload is not valid, or there is no event
 * @throws AppendTooLargeError when the whole exceeds {@link MAX_APPEND_BYTES}
 */
export function encodeAppend(
  stream: string,
  expectedRevision: ExpectedRevision,
  events: readonly UnsavedEvent[],
): EncodedAppend {
  assertName('stream name', stream);
  assertExpectedRevision(expectedRevision);
  const [first, ...others] = events.map(encodeEvent);
  if (first === undefined) throw new TypeError(`an append to ${stream} needs at least one event`);
  const encoded: EncodedAppend['events'] = [first, ...others];
  const bytes = encoded.reduce((sum, event) => sum + eventBytes(event), 0);
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLargeError(stream, bytes);
  return { stream, expectedRevision, events: encoded, bytes };
}

function encodeEvent(event: UnsavedEvent): EncodedEvent {
  const id = event.id.toLowerCase();
  if (!UUID.test(id)) throw new TypeError(`event id is not a UUID: ${JSON.stringify(event.id)}`);
  assertName('event type', event.type);
  // The declared types hide that JSON.stringify returns undefined for undefined and for functions.
  const data = typeof event.data === 'string' ? event.data : (JSON.stringify(event.data) as string | undefined);
  const metadata = JSON.stringify(event.metadata) as string | undefined;
  return { id, type: event.type, data: objectText('data', data, id), metadata: objectText('metadata', metadata, id) };
}

function objectText(field: 'data' | 'metadata', json: string | undefined, id: string): string {
  if (json?.startsWith('{') !== true) throw new TypeError(`${field} of event ${id} is not a JSON object`);
  return json;
}

function assertExpectedRevision(expected: ExpectedRevision): void {
  if (typeof expected === 'number' ? !Number.isSafeInteger(expected) || expected < 0 : !isRevisionWord(expected)) {
    throw new TypeError(`expected revision is neither a revision nor no-stream nor any: ${String(expected)}`);
  }
}

function isRevisionWord(expected: string): boolean {
  return expected === 'no-stream' || expected === 'any';
}

function eventBytes(event: EncodedEvent): number {
  const texts = Buffer.byteLength(event.type) + Buffer.byteLength(event.metadata) + Buffer.byteLength(event.data);
  return texts + EVENT_OVERHEAD_BYTES;
}
