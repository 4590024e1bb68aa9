import type { AtPosition, ReadModelSource } from '../../engine/index.js';
import { findImport } from '../../recipients/index.js';
import { UnknownImportError } from './import-errors.js';
import type { ImportView } from './import-views.js';

/** How far imports have come, out of the read model. */
export class ImportQueries {
  constructor(private readonly source: ReadModelSource) {}

  /** @throws UnknownImportError */
  find(importId: string): ImportView & AtPosition {
    const { database, position } = this.source;
    const row = findImport(database, importId);
    if (row === undefined) throw new UnknownImportError(importId);
    const { complete, rows, recorded, digest, actor, started_at: startedAt, last_recorded_at: lastRecordedAt } = row;
    const state = complete === 1 ? 'complete' : 'incomplete';
    return { importId, state, rows, recorded, digest, actor, startedAt, lastRecordedAt, position };
  }
}
