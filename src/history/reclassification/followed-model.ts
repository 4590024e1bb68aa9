import type { GlobalPosition } from '../../events/index.js';
import type { SnapshotSource } from '../../read-model/engine/index.js';
import { NotFollowedError } from './reclassification-errors.js';

const MAX_WAIT_MS = 60_000;

/** The read model of a ledger as reclassification needs it. */
export interface FollowedModel {
  readonly source: SnapshotSource;
  waitFor(position: GlobalPosition, timeoutMs: number): Promise<boolean>;
  /** Calls back after each change of rows. @returns ends the calls */
  onChange(listener: () => void): () => void;
}

/** Resolves when the log was followed up to a position. @throws NotFollowedError after a minute */
export async function follow(model: FollowedModel, position: GlobalPosition | null): Promise<void> {
  if (position !== null && !(await model.waitFor(position, MAX_WAIT_MS))) throw new NotFollowedError();
}
