import type { CommandOrigin } from '../../events/index.js';
import type { Chunks, ListType } from '../../lists/index.js';
import type { LookupPurpose } from '../../read-model/recipients/index.js';
import type {
  ImportReport,
  ImportRequest,
  OnImportProgress,
  SuppressionFilter,
} from '../../read-model/suppressions/index.js';

export interface ImportRun {
  readonly origin: CommandOrigin;
  /** A service reports no progress. */
  readonly onProgress: OnImportProgress;
  readonly signal: AbortSignal;
}

/** Lists of recipients, in and out. */
export interface ListsAccess {
  /** @throws UnusableListError, InvalidRowsError, …, or what the service answers */
  importList(list: Chunks, request: ImportRequest, run: ImportRun): Promise<ImportReport>;
  /** Text of everybody to whom something is not sent. @throws the signal's reason */
  exportList(filter: SuppressionFilter, type: ListType, signal: AbortSignal): AsyncIterable<string | Uint8Array>;
  /** Text with one line for each row of the list. @throws UnusableListError, or what the service answers */
  lookUpList(list: Chunks, purpose: LookupPurpose, type: ListType): AsyncIterable<string | Uint8Array>;
}
