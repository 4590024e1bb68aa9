/** The log has no such time or position, or has not come to it yet. */
export class NoSuchPointError extends Error {
  readonly code = 'no-such-point';
  constructor(
    readonly asOf: string,
    why: string,
  ) {
    super(`${asOf} ${why}`);
    this.name = 'NoSuchPointError';
  }
}

/** A as-of state is worked out one after the other: this one is not there yet, or too many are waited for. */
export class AsOfNotReadyError extends Error {
  readonly code = 'past-not-ready';
  constructor() {
    super('the state as of then is being worked out; try again');
    this.name = 'AsOfNotReadyError';
  }
}
