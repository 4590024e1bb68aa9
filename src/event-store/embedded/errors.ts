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
