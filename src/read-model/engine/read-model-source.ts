import type { ReadModelDatabase } from './read-model-database.js';

/**
 * Where queries read. A rebuild swaps the database: ask for it at each use, and read what belongs together in one turn.
 */
export interface ReadModelSource {
  readonly database: ReadModelDatabase;
  /** How far the log was followed, as answers give it: `0` before the first event. */
  readonly position: string;
}

/** One state of the read model, held until it is closed: for reads that take many turns of the event loop. */
export interface ReadModelSnapshot extends ReadModelSource {
  close(): void;
}

export interface SnapshotSource extends ReadModelSource {
  /** The state of now. The caller closes it: until then the file cannot give back what changed since. */
  snapshot(): ReadModelSnapshot;
}
