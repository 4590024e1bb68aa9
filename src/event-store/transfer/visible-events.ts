import { hasExpired } from '../expiry.js';
import type { EventStore, Retirement } from '../index.js';
import type { GlobalPosition, RecordedEvent } from '../../events/index.js';

/**
 * A log without the events of tombstoned streams and the expired ones, which EventStoreDB shows until it is scavenged.
 * @param from inclusive
 */
export async function* visibleEvents(
  store: EventStore,
  retirements: ReadonlyMap<string, Retirement>,
  clock: () => Date,
  from?: GlobalPosition,
): AsyncGenerator<RecordedEvent, void> {
  for await (const event of store.readAll(from === undefined ? {} : { from })) {
    const retirement = retirements.get(event.stream);
    const isGone =
      retirement !== undefined &&
      (retirement === 'tombstoned' || hasExpired(Date.parse(event.storedAt), retirement, clock().getTime()));
    if (!isGone) yield event;
  }
}
