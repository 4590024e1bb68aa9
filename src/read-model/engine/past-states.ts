import type { ReadModelSource } from './read-model-source.js';

/** A point of the log, and by which ruleset what stood there is to be told. */
export interface PastPoint {
  /** An instant (ISO 8601, UTC), or a position of the log; absent: now. */
  readonly asOf?: string | undefined;
  /** A published version that judges everything told; absent: whatever had judged it by then. */
  readonly rulesetVersion?: number | undefined;
}

/** The read model as it was at a point of the log. */
export interface PastState extends ReadModelSource {
  /** For which what expires is told. */
  readonly instant: Date;
}

/** Past states of the read model, each worked out from the log when somebody asks for it. */
export interface PastStates {
  /**
   * What `work` reads in the past state. It may only read, and not keep the state.
   * @throws NoSuchPointError, UnknownRulesetError, PastNotReadyError, EventStoreUnavailableError
   */
  read<T>(point: PastPoint, work: (past: PastState) => T | Promise<T>): Promise<T>;
}

/** Provider token of the {@link PastStates}. */
export const PAST_STATES = Symbol('PastStates');

/** Whether something else is asked for than the present. */
export function isPast({ asOf, rulesetVersion }: PastPoint): boolean {
  return asOf !== undefined || rulesetVersion !== undefined;
}
