/** Evidence is being read again already. */
export class ReinterpretationRunningError extends Error {
  readonly code = 'reinterpretation-running';
  constructor(readonly id: string) {
    super(`reinterpretation ${id} is in progress: wait until it ends, or stop it`);
    this.name = 'ReinterpretationRunningError';
  }
}

/** This process knows of no such reading: it was begun before the last start, or never. */
export class UnknownReinterpretationError extends Error {
  readonly code = 'unknown-reinterpretation';
  constructor(readonly id: string) {
    super(`no reinterpretation ${id} ran since the service started; started again, it continues from where it stopped`);
    this.name = 'UnknownReinterpretationError';
  }
}
