import type { ReadModelDatabase } from './read-model-database.js';

/** Where queries read. A rebuild swaps the database: ask for it at each use, and read what belongs together in one turn. */
export interface ReadModelSource {
  readonly database: ReadModelDatabase;
  /** How far the log was followed, as answers give it: `0` before the first event. */
  readonly position: string;
}
