import { WrongExpectedRevisionError, type EventStore } from '../../../event-store/index.js';
import {
  eventOfType,
  newEvent,
  streams,
  type CommandOrigin,
  type GlobalPosition,
  type JsonText,
  type UnsavedEvent,
} from '../../../events/index.js';
import type { Ledger } from '../../../ledger/index.js';
import { ImportConflictError } from './import-errors.js';
import type { PartSpool } from './part-spool.js';

/**
 * Appends in flight at once. The embedded store keeps their order, and shares one commit among them; where an event
 * store does not, the second attempt is one at a time.
 */
const APPENDS_AT_ONCE = 32;

/** What every part says of its list. */
export interface ListIdentity {
  readonly importId: string;
  readonly digest: string;
  readonly rows: number;
  readonly actor: string;
}

export interface RecordOptions {
  readonly origin: CommandOrigin;
  readonly onProgress?: (soFar: { readonly rows: number; readonly recorded: number }) => void;
  readonly signal?: AbortSignal;
}

/** The part of a list recorded last. */
interface RecordedPart {
  readonly part: number;
  readonly last: boolean;
  readonly position: GlobalPosition;
}

/**
 * Records the parts of a list that are not recorded yet: part n at revision n. Whoever else records the same list is
 * joined.
 * @throws ImportConflictError, EventStoreUnavailableError, the signal's reason
 */
export async function recordParts(
  ledger: Ledger,
  list: ListIdentity,
  parts: PartSpool,
  { origin, onProgress, signal }: RecordOptions,
): Promise<{ readonly alreadyKnown: boolean; readonly position: GlobalPosition }> {
  let known = await lastPart(ledger.store, list.importId, list.digest);
  const alreadyKnown = known?.last === true;
  let atOnce = APPENDS_AT_ONCE;
  while (known?.last !== true) {
    signal?.throwIfAborted();
    const first = (known?.part ?? -1) + 1;
    const numbers = Array.from({ length: Math.min(atOnce, parts.parts - first) }, (_, index) => first + index);
    const toEvent = (number: number) => partEvent(ledger, list, parts, number, origin);
    const events = await Promise.all(numbers.map(toEvent));
    if (!(await appendAll(ledger.store, list.importId, first, events))) atOnce = 1;
    const reached = await lastPart(ledger.store, list.importId, list.digest);
    if (reached === null || reached.part < first) throw new Error(`part ${first} of ${list.importId} was not recorded`);
    known = reached;
    onProgress?.({ rows: list.rows, recorded: Math.round((list.rows * (known.part + 1)) / parts.parts) });
  }
  return { alreadyKnown, position: known.position };
}

/**
 * The part of an import recorded last; null where there is none. @throws ImportConflictError if it is another list's
 */
export async function lastPart(store: EventStore, importId: string, digest: string): Promise<RecordedPart | null> {
  for await (const event of store.readStream(streams.suppressions(importId), { direction: 'backwards', limit: 1 })) {
    const { data, position } = eventOfType(event, 'SuppressionsImported');
    if (data.digest !== digest) throw new ImportConflictError(importId);
    return { part: data.part, last: data.last, position };
  }
  return null;
}

async function partEvent(
  ledger: Ledger,
  list: ListIdentity,
  parts: PartSpool,
  part: number,
  origin: CommandOrigin,
): Promise<UnsavedEvent> {
  const last = part === parts.parts - 1;
  const head = JSON.stringify({ ...list, part, last }).slice(0, -1);
  const data = `${head},"entries":${await parts.part(part)}}` as JsonText;
  return newEvent('SuppressionsImported', data, { ...ledger, ...origin });
}

/**
 * @returns false if one of them did not meet the revision that it expected: somebody else was first, or it came first
 */
async function appendAll(
  store: EventStore,
  importId: string,
  first: number,
  events: readonly UnsavedEvent[],
): Promise<boolean> {
  const stream = streams.suppressions(importId);
  const appended = await Promise.allSettled(
    events.map((event, index) => {
      const part = first + index;
      return store.append(stream, part === 0 ? 'no-stream' : part - 1, [event]);
    }),
  );
  const failures = appended.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const unexpected = failures.find((error) => !(error instanceof WrongExpectedRevisionError));
  if (unexpected !== undefined) throw unexpected as Error;
  return failures.length === 0;
}
