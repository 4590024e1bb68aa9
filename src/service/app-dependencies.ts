import type { Logger } from 'pino';
import type { AsOfModels } from '../history/as-of/index.js';
import type { Reclassifications } from '../history/reclassification/index.js';
import type { Reinterpretations } from '../history/reinterpretation/index.js';
import type { RulesetQueries } from '../history/rulesets/index.js';
import type { FollowedLog, HttpOptions, WrittenLog } from '../http/index.js';
import type { Evidence } from '../ledger/evidence/index.js';
import type { Intake, Ledger } from '../ledger/index.js';
import type { BounceQueries } from '../read-model/bounces/index.js';
import type { CampaignQueries } from '../read-model/campaigns/index.js';
import type { RebuildableReadModel } from '../read-model/engine/http/index.js';
import type { SnapshotSource } from '../read-model/engine/index.js';
import type { FeedQueries } from '../read-model/feed/index.js';
import type { CollectsNow } from '../read-model/mailboxes/http/index.js';
import type { MailboxQueries } from '../read-model/mailboxes/index.js';
import type { MailQueries } from '../read-model/mails/index.js';
import type { RecipientQueries } from '../read-model/recipients/index.js';
import type { ReportingMtaQueries } from '../read-model/reporting-mtas/index.js';
import type { UndeterminedQueries } from '../read-model/undetermined/index.js';

/** The read model's queries, and how far it has followed the log. */
export interface ReadModelQueries extends FollowedLog, RebuildableReadModel {
  readonly recipients: RecipientQueries;
  readonly campaigns: CampaignQueries;
  readonly bounces: BounceQueries;
  readonly mails: MailQueries;
  readonly undetermined: UndeterminedQueries;
  readonly reportingMtas: ReportingMtaQueries;
  readonly feed: FeedQueries;
  readonly asOfStates: AsOfModels;
  /** The read model itself. */
  readonly source: SnapshotSource;
}

/** What the HTTP application needs. Its caller opens and closes all of it. */
export interface AppDependencies {
  readonly http: HttpOptions;
  readonly logger: Logger;
  /** Lists wait there until they are read to their end. */
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly evidence: Evidence;
  readonly publishedRulesets: RulesetQueries;
  readonly reclassifications: Reclassifications;
  readonly reinterpretations: Reinterpretations;
  readonly readModel: ReadModelQueries;
  readonly mailboxes: MailboxQueries;
  readonly collector: CollectsNow;
  /** Whether the event store takes writes; absent: it does. */
  readonly writeHealth?: WrittenLog;
  /** Metrics also of mailboxes that are not configured here: only of those that are, by default. */
  readonly reportsEveryMailbox?: boolean;
}
