import type { Blocks, Purpose, Reason, SuppressionKind, Verdict } from '../../events/index.js';
import type { AtPosition, Page, PageRequest } from '../engine/index.js';

export const RECIPIENT_STATUSES = ['valid', 'with-errors', 'quarantined', 'denylisted'] as const;
export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number];

/** May this address still be mailed, and why (not). */
export interface RecipientView {
  readonly address: string;
  /** False for an address that nothing was ever heard of: it is valid. */
  readonly known: boolean;
  readonly status: RecipientStatus;
  readonly sendable: { readonly bulk: boolean; readonly transactional: boolean };
  /** What made the status so; null while it is valid. */
  readonly cause: RecipientCause | null;
  readonly softErrors: {
    /** Unverified findings together count as one of them at most, and never as the one that quarantines. */
    readonly counted: number;
    readonly threshold: number;
    /** When they are forgotten if no further one comes; null while there are none. */
    readonly clearsAt: string | null;
  };
  readonly unverified: UnverifiedFindings;
  readonly rulesetVersion: number;
  /** The instant for which this holds: ISO 8601, UTC. */
  readonly asOf: string;
}

/** Findings that would have to be verified and are not: anybody may have written them. */
export interface UnverifiedFindings {
  /** Since the recipient was last released. */
  readonly findings: number;
  /** Why they did not count in full, in words; null where there are none. */
  readonly explanation: string | null;
}

/**
 * As lists tell it: the address is null where only its key is known, as sends hold no address and the findings name
 * another.
 */
export type ListedRecipient = Omit<RecipientView, 'address'> & { readonly address: string | null };

/** A bounce or a complaint with what it said, or a suppression by a person or by a list. */
export type RecipientCause =
  | { readonly bounceId: string; readonly verdict: Verdict; readonly occurredAt: string }
  | { readonly mailId: string; readonly feedbackType: string; readonly occurredAt: string }
  | {
      readonly decision: 'suppressed';
      /** The kind, where a list gives no reason. */
      readonly reason: string;
      /** Who decided, or imported the list. */
      readonly actor: string;
      readonly occurredAt: string;
      /** The row of a list behind it; absent where a person decided on this recipient alone. */
      readonly list?: {
        readonly importId: string;
        readonly kind: SuppressionKind;
        /** Who suppressed the address first, as the list says. */
        readonly source: string | null;
      };
    };

/** One step of a recipient's story. */
export interface RecipientStep {
  readonly occurredAt: string;
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
  readonly cause: 'bounce' | 'complaint' | 'reclassification' | 'suppressed' | 'released' | 'expired';
  /** Which rule of the policy decided: `hard-at-once`, `soft-error-counted`, `soft-error-within-gap`, … */
  readonly policy: string;
  readonly bounceId: string | null;
  readonly mailId: string | null;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  readonly actor: string | null;
}

/** What is to be sent. */
export type LookupPurpose = Purpose;

/** One address of a lookup, in its place. */
export type LookupResult =
  | {
      readonly address: string;
      readonly known: boolean;
      /** For the purpose asked. */
      readonly sendable: boolean;
      readonly status: RecipientStatus;
      /** What the status blocks; absent where it blocks nothing. */
      readonly blocks?: Blocks;
      /** Reason of the verdict behind the status, or kind of the suppression; absent where the status is valid. */
      readonly reason?: Reason | SuppressionKind;
    }
  | { readonly address: string; readonly sendable: false; readonly error: 'invalid-address' };

export interface RecipientQueries {
  /** @param now the instant at which expiry is decided */
  find(address: string, now: Date): RecipientView & AtPosition;
  list(filter: { readonly status?: RecipientStatus | undefined }, page: PageRequest, now: Date): Page<ListedRecipient>;
  /** In the order in which it happened. */
  history(address: string, page: PageRequest): Page<RecipientStep>;
  /** @param addresses as given: normalised here, invalid ones answered in their place */
  lookup(
    addresses: readonly string[],
    purpose: LookupPurpose,
    now: Date,
  ): { readonly results: readonly LookupResult[] } & AtPosition;
}
