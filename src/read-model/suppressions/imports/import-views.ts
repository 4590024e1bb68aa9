import type { SuppressionKind } from '../../../events/index.js';
import type { ListFormatName } from '../../../lists/index.js';

/** How a list is to be imported. */
export interface ImportRequest {
  /** Names the import: it counts once. Null: the digest of the list's content. */
  readonly importId: string | null;
  /** Null: found by the header. */
  readonly from: ListFormatName | null;
  /** Of every row, whatever it says; null: what the rows say. */
  readonly kind: SuppressionKind | null;
  /** For rows that name no source; null: the service whose export it is. */
  readonly source: string | null;
  /** Leaves invalid rows out; else one of them is reason enough to import nothing. */
  readonly skipInvalid: boolean;
  /** Tells what the import would do, and records nothing. */
  readonly dryRun: boolean;
  /** Who imports. */
  readonly actor: string;
}

/** A row that cannot be imported, and why. */
export interface InvalidRow {
  readonly line: number;
  readonly error: string;
}

/** What was made of the rows of a list. */
export interface ListCounts {
  readonly format: ListFormatName;
  /** Rows in all: accepted, invalid and passed over. */
  readonly rows: number;
  readonly accepted: number;
  readonly byKind: Readonly<Record<SuppressionKind, number>>;
  readonly invalidCount: number;
  /** The first of them. */
  readonly invalid: readonly InvalidRow[];
  /** Rows that suppress nobody. */
  readonly passedOver: {
    /** They say so themselves, such as an enabled subscriber. */
    readonly notSuppressed: number;
    /** Of our own export: the ledger knew the recipient's key alone. */
    readonly noAddress: number;
  };
}

/** What an import would do, of the accepted rows: each is one of these. */
export interface ImportPreview {
  readonly new: number;
  /** A suppression that blocks the same stands already. */
  readonly known: number;
  /** They change nothing: a person released the recipient after the row's time. */
  readonly contradictingRelease: number;
  /** Another row of the list says the same of the same address. */
  readonly duplicates: number;
}

export interface ImportReport extends ListCounts {
  readonly importId: string;
  readonly dryRun: boolean;
  /** Of a dry run; else null. */
  readonly preview: ImportPreview | null;
  /** All of the list had been imported before, under this id. */
  readonly alreadyKnown: boolean;
  /** Null for a dry run. */
  readonly position: string | null;
}

/** How far an import has come. */
export interface ImportView {
  readonly importId: string;
  readonly state: 'incomplete' | 'complete';
  /** Accepted rows of the whole list. */
  readonly rows: number;
  readonly recorded: number;
  readonly digest: string;
  readonly actor: string;
  readonly startedAt: string;
  readonly lastRecordedAt: string;
}
