/** What a digest confirms is not what would be run: another ruleset, or the log has changed since the preview. */
export class PreviewOutdatedError extends Error {
  readonly code = 'preview-outdated';
  constructor(why: string) {
    super(`${why}; run a new preview and confirm that one`);
    this.name = 'PreviewOutdatedError';
  }
}

/** History is being reclassified already, by one ruleset at a time. */
export class ReclassificationRunningError extends Error {
  readonly code = 'reclassification-running';
  constructor(readonly runId: string) {
    super(`reclassification ${runId} is in progress: wait until it ends, or cancel it`);
    this.name = 'ReclassificationRunningError';
  }
}

export class UnknownReclassificationError extends Error {
  readonly code = 'unknown-reclassification';
  constructor(readonly runId: string) {
    super(`there is no reclassification ${runId}`);
    this.name = 'UnknownReclassificationError';
  }
}

/** It is complete or cancelled: there is nothing left to cancel. */
export class ReclassificationEndedError extends Error {
  readonly code = 'reclassification-ended';
  constructor(
    readonly runId: string,
    readonly state: string,
  ) {
    super(`reclassification ${runId} is already ${state}`);
    this.name = 'ReclassificationEndedError';
  }
}

/** The read model has not followed the log so far in time: what it would show is not the present. */
export class NotFollowedError extends Error {
  readonly code = 'not-ready';
  constructor() {
    super('the read model has not caught up with the log; try again');
    this.name = 'NotFollowedError';
  }
}
