import type { EventStore } from './event-store.port.js';
import type { EventStoreDbOptions } from './eventstoredb/open-eventstoredb-event-store.js';

/**
 * Connects to an EventStoreDB: {@link EventStoreDbOptions}. Its driver is loaded now, so that whoever needs none goes
 * without.
 * @throws TypeError, DataDirectoryInUseError, EventStoreUnavailableError
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const adapter = await import('./eventstoredb/open-eventstoredb-event-store.js');
  return adapter.openEventStoreDb(options);
}
