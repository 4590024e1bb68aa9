import type { BounceView } from '../../read-model/bounces/index.js';
import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { CollectionReport, CollectNow } from '../../mailbox/index.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import type { RebuildProgress } from '../../read-model/engine/index.js';
import type { RulesetQueries } from '../../history/rulesets/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import type { ReinterpretationAccess } from './reinterpretation-access.js';
import type { UndeterminedAccess } from './undetermined-access.js';
import type { ReclassificationAccess } from './reclassification-access.js';
import type { StateAccess } from './state-access.js';

/** What became of a mail that was given to the ledger. */
export interface Received {
  readonly kind: string;
  readonly alreadyKnown: boolean;
}

export interface Rebuilt {
  /** Events applied. */
  readonly events: number;
  /** How far the log was followed. */
  readonly position: string;
}

/**
 * The ledger as the command line needs it: opened in this process, or asked over HTTP where a service already owns it. Either
 * way it answers the same.
 */
export interface LedgerAccess {
  readonly rulesets: RulesetQueries;
  readonly reclassifications: ReclassificationAccess;
  readonly state: StateAccess;
  readonly reinterpretation: ReinterpretationAccess;
  readonly undetermined: UndeterminedAccess;
  receive(bytes: Buffer): Promise<Received>;
  recipient(address: string): Promise<RecipientView>;
  bounce(bounceId: string): Promise<BounceView | null>;
  campaign(campaignId: string): Promise<CampaignView | null>;
  /** Empties the mailbox once; `mailbox` is a configured name. */
  collect(mailbox: string, how: Required<CollectNow>): Promise<CollectionReport>;
  /** What was collected from a mailbox; null before anything was. */
  mailbox(name: string): Promise<MailboxView | null>;
  /** Builds the read models again; over HTTP there is no progress to tell of. */
  rebuild(onProgress: (progress: RebuildProgress) => void): Promise<Rebuilt>;
  close(): Promise<void>;
}
