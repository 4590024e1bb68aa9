import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventFilter, EventStore } from '../../../event-store/index.js';
import type { GlobalPosition } from '../../../events/index.js';
import type { BuildingDatabase } from './building-database.js';
import type { ModelDefinition } from '../model-definition.js';

/** How far a rebuild has come. */
export interface RebuildProgress {
  /** Events applied so far. */
  readonly events: number;
  readonly position: GlobalPosition;
}

export interface BuildOptions {
  readonly store: Pick<EventStore, 'subscribeAll'>;
  readonly filter: EventFilter;
  readonly definition: ModelDefinition;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RebuildProgress) => void;
  /** Whether the build may end at a position: the live model must not be ahead of it. */
  readonly isFarEnough: (position: GlobalPosition | null) => boolean;
  /** Called in the same turn of the event loop in which the build was found to be far enough. */
  readonly onBuilt: () => void;
}

/**
 * Applies the log from its start to a database that nobody else reads, until the end is reached. What is not finished
 * is thrown away.
 * @returns the number of events applied, null if the signal ended it before
 */
export async function buildModel(database: BuildingDatabase, options: BuildOptions): Promise<number | null> {
  const { store, filter, definition, signal, onProgress, isFarEnough, onBuilt } = options;
  let events = 0;
  let position: GlobalPosition | null = null;
  let atEnd = false;
  database.begin();
  for await (const message of store.subscribeAll({ filter, signal })) {
    switch (message.kind) {
      case 'events':
        definition.apply(database, message.events);
        events += message.events.length;
        position = message.events.at(-1)?.position ?? position;
        break;
      case 'checkpoint':
        position = message.position;
        break;
      case 'caughtUp':
        if (!atEnd) await database.complete();
        atEnd = true;
        break;
    }
    if (position !== null) onProgress({ events, position });
    if (atEnd && isFarEnough(position)) {
      if (position !== null) definition.moveCheckpoint(database, position);
      database.commit();
      onBuilt();
      return events;
    }
    // Requests are answered from the live model meanwhile.
    await nextTurn();
  }
  return null;
}
