/** Which part of a list is asked for. */
export interface PageRequest {
  readonly limit: number;
  /** `next` of the page before; absent: from the start. */
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Cursor of the page after this one; null at the end. */
  readonly next: string | null;
  /** How far the log was followed when the page was read. */
  readonly position: string;
}

/** What stands beside every single view: how far the log was followed when it was read. */
export interface AtPosition {
  readonly position: string;
}

/** A cursor or a feed position that this list never gave. */
export class InvalidCursorError extends Error {
  readonly code = 'invalid-cursor';
  constructor(readonly cursor: string) {
    super('this is not a cursor or position of this list');
    this.name = 'InvalidCursorError';
  }
}
