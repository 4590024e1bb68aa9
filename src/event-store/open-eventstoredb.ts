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

/**
 * Lets a user of an EventStoreDB read its whole log.
 * @param url connection string of an administrator
 * @returns whether they could not before
 * @throws TypeError, EventStoreUnavailableError
 */
export async function grantReading(url: string, user: string): Promise<boolean> {
  const adapter = await import('./eventstoredb/grant-reading.js');
  return adapter.grantReading(url, user);
}
