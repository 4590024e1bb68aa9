import type { ListCounts } from './import-views.js';

/** The import's id stands for another list. Nothing was recorded. */
export class ImportConflictError extends Error {
  readonly code = 'import-conflict';
  constructor(importId: string) {
    super(`the import ${importId} is already recorded with another list; nothing of this one was imported`);
    this.name = 'ImportConflictError';
  }
}

/** Rows of the list are invalid, and it was not asked that they be left out. Nothing was recorded. */
export class InvalidRowsError extends Error {
  readonly code = 'invalid-rows';
  constructor(readonly counts: ListCounts) {
    super(`${counts.invalidCount} of ${counts.rows} rows are invalid; nothing was imported`);
    this.name = 'InvalidRowsError';
  }
}

/** No row of the list suppresses anybody. Nothing was recorded. */
export class NothingToImportError extends Error {
  readonly code = 'nothing-to-import';
  constructor(readonly counts: ListCounts) {
    super(`none of ${counts.rows} rows suppresses anybody; nothing was imported`);
    this.name = 'NothingToImportError';
  }
}

/** Nothing is known of the import. */
export class UnknownImportError extends Error {
  readonly code = 'unknown-import';
  constructor(importId: string) {
    super(`there is no import ${importId}`);
    this.name = 'UnknownImportError';
  }
}
