import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { EventStore } from '../../src/event-store/index.js';
import type { RecordedEvent } from '../../src/events/index.js';

/** What event-store-writer.mjs printed of one append. */
export interface Acknowledgement {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly ids: readonly string[];
}

/** Every acknowledged event is where its acknowledgement says, and none is there twice. */
export function expectAllStored(acknowledged: readonly Acknowledgement[], log: readonly RecordedEvent[]): void {
  const stored = new Map(log.map((event) => [event.id, event]));
  const asAcknowledged = acknowledged.filter(({ stream, revision, position, ids }) => {
    const events = ids.map((id) => stored.get(id));
    const last = events.at(-1);
    return (
      events.every((event) => event?.stream === stream) && last?.revision === revision && last.position === position
    );
  });
  expect(asAcknowledged).toHaveLength(acknowledged.length);
  expect(stored.size).toBe(log.length);
}

/** Of each append all is there, as it was written, or nothing. */
export function expectNoneTorn(log: readonly RecordedEvent[]): void {
  const batches = Map.groupBy(log, (event) => event.data['batch']);
  const torn = [...batches.values()].filter((events) =>
    events.some(
      ({ data }, index) =>
        data['index'] !== index || data['count'] !== events.length || data['digest'] !== digestOf(data['text']),
    ),
  );
  expect(torn).toEqual([]);
}

function digestOf(text: unknown): string | undefined {
  return typeof text === 'string' ? createHash('sha256').update(text).digest('hex') : undefined;
}

/** Positions rise, and revisions of each stream count from 0. */
export function expectInOrder(store: EventStore, log: readonly RecordedEvent[]): void {
  const outOfOrder = log.filter((event, index) => {
    const previous = log[index - 1];
    return previous !== undefined && store.compare(previous.position, event.position) >= 0;
  });
  expect(outOfOrder).toEqual([]);
  for (const events of Map.groupBy(log, (event) => event.stream).values()) {
    expect(events.map((event) => event.revision)).toEqual(events.map((_, index) => index));
  }
}
