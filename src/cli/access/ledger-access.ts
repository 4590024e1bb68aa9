import type { CommandOrigin } from '../../events/index.js';
import type { StateLine } from '../../history/as-of/index.js';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from '../../history/reclassification/index.js';
import type { ReinterpretationReport, ReinterpretationRequest } from '../../history/reinterpretation/index.js';
import type { RulesetDraft, RulesetQueries } from '../../history/rulesets/index.js';
import type { CollectionReport, CollectNow } from '../../mailbox/index.js';
import type { BounceView } from '../../read-model/bounces/index.js';
import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { AsOfPoint, RebuildProgress } from '../../read-model/engine/index.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import type { UndeterminedCluster } from '../../read-model/undetermined/index.js';
import type { ListsAccess } from './lists-access.js';

/** The outcome for a mail that was given to the ledger. */
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

export interface StateOptions {
  /** Called only if this process works the state out itself. */
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * The ledger as the command line needs it: opened in this process, or asked over HTTP where a service already owns it.
 * Either way it answers the same.
 */
export interface LedgerAccess extends AsyncDisposable {
  readonly rulesets: RulesetQueries;
  readonly lists: ListsAccess;

  receive(bytes: Buffer): Promise<Received>;
  recipient(address: string): Promise<RecipientView>;
  bounce(bounceId: string): Promise<BounceView | null>;
  campaign(campaignId: string): Promise<CampaignView | null>;
  /** Clusters of texts that no rule matches, up to the limit, most bounces first. */
  undetermined(limit: number): Promise<readonly UndeterminedCluster[]>;
  /** Null if no bounce has this wording now. */
  undeterminedCluster(id: string): Promise<UndeterminedCluster | null>;

  /** Empties the mailbox once; `mailbox` is a configured name. */
  collect(mailbox: string, how: Required<CollectNow>): Promise<CollectionReport>;
  /** What was collected from a mailbox; null before anything was. */
  mailbox(name: string): Promise<MailboxView | null>;

  /** The state of every recipient at a point of the log, by address, then the totals. @throws the signal's reason */
  state(point: AsOfPoint, options: StateOptions): AsyncIterable<StateLine>;
  previewReclassification(
    draft: RulesetDraft,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationPreview>;
  /**
   * Starts the run that a preview showed, or resumes it. Resolves when the run has ended, or with its progress so far
   * when the signal ends the wait.
   */
  reclassify(
    request: ConfirmRequest,
    origin: CommandOrigin,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationView>;
  cancelReclassification(runId: string, origin: CommandOrigin): Promise<ReclassificationView>;
  /** Resolves when every mail was interpreted again, or with the findings so far when the signal stops it. */
  reinterpret(
    request: ReinterpretationRequest,
    onProgress: (soFar: ReinterpretationReport) => void,
    signal: AbortSignal,
  ): Promise<ReinterpretationReport>;
  /** Builds the read models again; a service reports no progress. */
  rebuild(onProgress: (progress: RebuildProgress) => void): Promise<Rebuilt>;

  /** Idempotent. */
  close(): Promise<void>;
}
