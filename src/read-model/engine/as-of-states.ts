import type { ReadModelSource } from './read-model-source.js';

/** A point of the log, and the ruleset by which its state is asked for. */
export interface AsOfPoint {
  /** An instant (ISO 8601, UTC), or a position of the log; absent: now. */
  readonly asOf?: string | undefined;
  /** A published version that classifies everything up to there; absent: the classifications of that time. */
  readonly rulesetVersion?: number | undefined;
}

/** The read model as it was at a point of the log. */
export interface AsOfState extends ReadModelSource {
  /** The instant at which expiry is decided. */
  readonly instant: Date;
}

/** As-of states of the read model, each worked out from the log when somebody asks for it. */
export interface AsOfStates {
  /**
   * What `work` reads in the as-of state. It may only read, and not keep the state.
   * @throws NoSuchPointError, UnknownRulesetError, AsOfNotReadyError, EventStoreUnavailableError
   */
  read<T>(point: AsOfPoint, work: (state: AsOfState) => T | Promise<T>): Promise<T>;
}

/** Provider token of the {@link AsOfStates}. */
export const AS_OF_STATES = Symbol('AsOfStates');

/** Whether something else is asked for than the present. */
export function isAsOf({ asOf, rulesetVersion }: AsOfPoint): boolean {
  return asOf !== undefined || rulesetVersion !== undefined;
}
