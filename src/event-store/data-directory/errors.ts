/** Another process (or another store of this one) owns the data directory. */
export class DataDirectoryInUseError extends Error {
  readonly code = 'data-directory-in-use';
  constructor(
    readonly dataDir: string,
    /** The owner's process id, null when it could not be learnt. */
    readonly pid: number | null,
  ) {
    super(`data directory ${dataDir} is in use by ${pid === null ? 'another process' : `process ${pid}`}`);
    this.name = 'DataDirectoryInUseError';
  }
}
