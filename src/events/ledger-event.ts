import type { CampaignEvent } from './campaign-events.js';
import type { CustodyEvent } from './custody-events.js';
import type { Described } from './described.js';
import type { MailEvent } from './mail-events.js';
import type { RecipientEvent } from './recipient-events.js';
import type { RulesetEvent } from './ruleset-events.js';
import type { SuppressionEvent } from './suppression-events.js';

/** Metadata of every event. Times are ISO 8601, UTC. */
export interface EventMetadata {
  readonly schemaVersion: 1;
  /** When this service learnt it. */
  readonly recordedAt: string;
  /** One id for everything that came of one mail, request or session. */
  readonly correlationId: string;
  readonly causationId?: string;
  /** Who asked for it, where a person or a client did. */
  readonly actor?: string;
}

/** Stream `ledger`: the first event of every ledger. */
export type LedgerCreated = Described<
  'LedgerCreated',
  {
    readonly ledgerId: string;
    /** SHA-256 (hex) over a constant of ours and the secret: tells another secret without telling this one. */
    readonly secretFingerprint: string;
    /** Of recipient keys: version 2 composes letters and accents first. */
    readonly normaliserVersion: 1 | 2;
  }
>;

export type LedgerEvent =
  LedgerCreated | MailEvent | CampaignEvent | RecipientEvent | SuppressionEvent | RulesetEvent | CustodyEvent;

export type LedgerEventType = LedgerEvent['type'];
export type LedgerEventOf<T extends LedgerEventType> = Extract<LedgerEvent, { type: T }>;
