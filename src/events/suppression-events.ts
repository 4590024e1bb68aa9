import type { Described } from './described.js';

/** Why an address is suppressed. What each of them blocks is {@link blocksOf}. */
export const SUPPRESSION_KINDS = ['hard-bounce', 'complaint', 'unsubscribe', 'manual'] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

/** `all`: no mail at all. `bulk`: no bulk mail; transactional mail is still sent. */
export type Blocks = 'all' | 'bulk';

/** What a suppression of a kind blocks: who complained or unsubscribed still gets receipts and password resets. */
export function blocksOf(kind: SuppressionKind): Blocks {
  switch (kind) {
    case 'hard-bounce':
    case 'manual':
      return 'all';
    case 'complaint':
    case 'unsubscribe':
      return 'bulk';
  }
}

/** One row of a suppression list. */
export interface ImportedSuppression {
  /** Normalised. */
  readonly address: string;
  readonly kind: SuppressionKind;
  /** Why, in the list's words; at most 1 kB. */
  readonly reason: string | null;
  /** Since when, as the list states it: ISO 8601, UTC; null where it states nothing. */
  readonly since: string | null;
  /** Who suppressed it first: `sendgrid`, or what the list says. */
  readonly source: string | null;
}

/**
 * Stream `suppressions-<importId>`: part n of an imported list at revision n, one append each, so that a list of any
 * length stays under the append limit. Each part counts at once: half of a list that was cut short blocks half of its
 * addresses, until the same list is given again, which continues after the last part.
 */
type SuppressionsImported = Described<
  'SuppressionsImported',
  {
    readonly importId: string;
    /** From 0; the event's revision. */
    readonly part: number;
    readonly last: boolean;
    /** SHA-256 (hex) over all parts: an import with the same id and another digest is another list. */
    readonly digest: string;
    /** Entries of the whole list. */
    readonly rows: number;
    /** Who imported it. */
    readonly actor: string;
    readonly entries: readonly ImportedSuppression[];
  }
>;

/** What was suppressed by lists: streams `suppressions-…`. */
export type SuppressionEvent = SuppressionsImported;
