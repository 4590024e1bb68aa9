import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { openEmbeddedEventStore, type EventStore } from '../../src/event-store/index.js';
import type { GlobalPosition, UnsavedEvent } from '../../src/events/index.js';
import {
  ModelDefinition,
  ProjectionRunner,
  type Projection,
  type ReadModelSource,
} from '../../src/read-model/engine/index.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { countingProjection } from './counting-projection.js';

export function anEvent(): UnsavedEvent {
  return { id: randomUUID(), type: 'SomethingHappened', data: {}, metadata: {} };
}

/** Appends so many events, each in a stream of its own. */
export async function appendMany(store: EventStore, count: number): Promise<GlobalPosition> {
  const appended = Array.from({ length: count }, () => store.append(`mail-${randomUUID()}`, 'no-stream', [anEvent()]));
  const positions = (await Promise.all(appended)).map(({ position }) => position);
  return positions.reduce((last, position) => (store.compare(last, position) < 0 ? position : last));
}

export async function openStore(dataDir = temporaryDirectory()): Promise<{ store: EventStore; dataDir: string }> {
  const store = await openEmbeddedEventStore({ dataDir });
  onTestFinished(() => store.close());
  return { store, dataDir };
}

export interface RunnerSetup {
  readonly store: EventStore;
  readonly dataDir: string;
  readonly projections?: readonly Projection[];
  readonly ledgerId?: string;
}

/** A runner that is closed when the test ends, and the failures that it met. */
export function openRunner({ store, dataDir, projections = [countingProjection()], ledgerId = 'ledger' }: RunnerSetup) {
  const failures: unknown[] = [];
  const runner = ProjectionRunner.open({
    store,
    dataDir,
    definition: new ModelDefinition(projections, { ledgerId, settingsDigest: '' }),
    filter: { by: 'stream', prefixes: ['mail-', 'custody-'] },
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(() => runner.close());
  return { runner, failures };
}

/** Positions of the events that became rows, in the order of the rows. */
export function positionsSeen({ database }: ReadModelSource): string[] {
  return database
    .all<{ position: string }>('SELECT position FROM seen ORDER BY sequence')
    .map(({ position }) => position);
}

/** Positions of the events that should have become rows. */
export async function positionsIn(store: EventStore): Promise<string[]> {
  const positions: string[] = [];
  for await (const { position } of store.readAll({ filter: { by: 'stream', prefixes: ['mail-'] } })) {
    positions.push(position);
  }
  return positions;
}
