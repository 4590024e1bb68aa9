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

/** The event file was written by a newer version of this software, or by another software. */
export class UnsupportedEventFileError extends Error {
  readonly code = 'unsupported-event-file';
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`cannot open ${file}: ${reason}`);
    this.name = 'UnsupportedEventFileError';
  }
}

/** The event file contradicts itself: the disk, or something else than this software, changed it. */
export class DamagedEventFileError extends Error {
  readonly code = 'damaged-event-file';
  constructor(
    readonly file: string,
    readonly problems: readonly string[],
    options?: ErrorOptions,
  ) {
    super(`event file ${file} is damaged: ${problems.join('; ')}`, options);
    this.name = 'DamagedEventFileError';
  }
}
