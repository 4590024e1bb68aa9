import type { PastPoint, RebuildProgress } from '../../read-model/engine/index.js';
import type { StateLine } from '../../history/as-of/index.js';

export interface StateOptions {
  /** Told only where this process works it out. */
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly signal: AbortSignal;
}

/** The state of every recipient at a point of the log, by address, and at last the totals. */
export interface StateAccess {
  /** @throws the signal's reason, soon after it is aborted */
  lines(point: PastPoint, options: StateOptions): AsyncIterable<StateLine>;
}
