import type { RecordedEvent } from '../../events/index.js';
import type { Changes } from './changes.js';
import type { ReadModelDatabase } from './read-model-database.js';

/**
 * One part of the read model: its tables and the step that an event makes in them. The step is a function of the event
 * and of the rows that it and the projections before it wrote: no clock, no randomness, no I/O besides the database. It
 * keeps nothing between events but in rows: a batch may be rolled back and applied again, and several databases are
 * written by one projection while one is rebuilt.
 */
export interface Projection {
  readonly name: string;
  /** Raised whenever the same events give other rows: the read model is then built anew. */
  readonly version: number;
  /** CREATE TABLE statements. */
  readonly schema: string;
  /**
   * CREATE INDEX statements. A rebuild makes an index when its step first needs it, or at the end: all rows at once.
   */
  readonly indexes?: string;
  /** Its tables that a step writes and hardly ever reads: a rebuild has them written by a thread until one does. */
  readonly seldomRead?: readonly string[];
  /** Called for every event but evidence, in log order, inside the transaction that also moves the checkpoint. */
  apply(event: RecordedEvent, database: ReadModelDatabase, changes: Changes): void;
}
