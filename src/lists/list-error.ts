/** A list that cannot be read at all, or not to its end: what is wrong, and where. Nothing of it is used. */
export class UnusableListError extends Error {
  readonly code = 'unusable-list';

  /** @param line counted from 1; null where it is about the whole */
  constructor(
    message: string,
    readonly line: number | null = null,
    options?: ErrorOptions,
  ) {
    super(line === null ? message : `line ${line}: ${message}`, options);
    this.name = 'UnusableListError';
  }
}
