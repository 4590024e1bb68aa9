import type { EventStore } from '../event-store/index.js';
import { type MailQueries, SqliteMailQueries, SqliteSeenMails } from '../read-model/mails/index.js';
import { createHash } from 'node:crypto';
import { findingsProjection, SqliteBounceQueries, type BounceQueries } from '../read-model/bounces/index.js';
import {
  SqliteUndeterminedQueries,
  undeterminedProjection,
  type UndeterminedQueries,
} from '../read-model/undetermined/index.js';
import {
  createCampaignsProjection,
  SqliteCampaignQueries,
  type CampaignQueries,
} from '../read-model/campaigns/index.js';
import { correlationOf, createCorrelationProjection } from '../read-model/correlation/index.js';
import { type GlobalPosition, PROJECTED_PREFIXES } from '../events/index.js';
import { feedProjection, SqliteFeedQueries, type FeedQueries } from '../read-model/feed/index.js';
import { type Ledger } from '../ledger/index.js';
import { custodyProjection, SqliteRecordedMailboxes, type RecordedMailboxes } from '../read-model/mailboxes/index.js';
import { type RecordedCustody, type SeenMails } from '../mailbox/index.js';
import {
  ModelDefinition,
  ProjectionRunner,
  type RebuildProgress,
  type SnapshotSource,
} from '../read-model/engine/index.js';
import {
  createRecipientsProjection,
  effectOf,
  policyInEffect,
  SqliteRecipientQueries,
  type RecipientQueries,
} from '../read-model/recipients/index.js';
import {
  reportingMtasProjection,
  SqliteReportingMtaQueries,
  type ReportingMtaQueries,
} from '../read-model/reporting-mtas/index.js';
import { AsOfModels } from '../history/as-of/index.js';

export interface ReadModelOptions {
  /** Holds the read model in its folder `read-models`; used by one process at a time. */
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly correlation: {
    readonly verp: { readonly pattern?: string; readonly secret?: string };
  };
  /** Called on every failure to follow the log, which is retried after `retryInMs`. */
  readonly onFailure: (error: unknown, retryInMs: number) => void;
}

/** All queries on a ledger, as far as its log has been followed. */
export interface ReadModel {
  readonly recipients: RecipientQueries;
  readonly campaigns: CampaignQueries;
  readonly bounces: BounceQueries;
  readonly mails: MailQueries;
  readonly undetermined: UndeterminedQueries;
  readonly reportingMtas: ReportingMtaQueries;
  readonly feed: FeedQueries;
  readonly mailboxes: RecordedMailboxes;
  readonly seenMails: SeenMails;
  readonly recordedCustody: RecordedCustody;
  /** The same queries as of an earlier time or position. */
  readonly asOfStates: AsOfModels;
  /** Version of the ruleset published last, as far as the log was followed. */
  rulesetVersion(): number;
  /** The read model itself, for work that goes over all of it. */
  readonly source: SnapshotSource;
  /** Calls the listener after each change of rows. @returns a function that unsubscribes it */
  onChange(listener: () => void): () => void;
  /** How far the log was followed; `0` before the first event. */
  position(): string;
  isCaughtUp(): boolean;
  /** Whether the text is a position of this log's event store. */
  isPosition(text: string): text is GlobalPosition;
  /** Why the log cannot be followed right now; null while it can. */
  failure(): string | null;
  /** Resolves when the end of the log is reached for the first time; rejects if the read model is closed first. */
  caughtUp(): Promise<void>;
  /** Resolves to true once the position is reached, to false after the time-out. */
  waitFor(position: GlobalPosition, timeoutMs: number): Promise<boolean>;
  /**
   * Rebuilds the read model from the first event, beside the live one, which keeps answering, and swaps them. Joins a
   * rebuild that is already in progress.
   * @returns the number of events applied; null if the read model was closed before the end
   */
  rebuild(onProgress?: (progress: RebuildProgress) => void): Promise<number | null>;
  /** Frees the file. Call it before closing the ledger's store. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens the read model of a ledger where it left off, or creates it, and follows the log from there. Its rows are a
 * function of the log and of the correlation settings. It is rebuilt if those settings change, and for a copy of the
 * log, which has other positions.
 * @throws InvalidVerpPatternError
 */
export function openReadModel({ dataDir, ledger, correlation, onFailure }: ReadModelOptions): ReadModel {
  const { store, keys, ledgerId, logId } = ledger;
  const { verp } = correlation;
  // In the order in which they see each event: each reads the rows of those before it.
  const correlated = [createCampaignsProjection(), createCorrelationProjection({ keys, verp })];
  const recipients = createRecipientsProjection(keys);
  const projections = [
    ...[findingsProjection, undeterminedProjection, ...correlated, recipients],
    ...[reportingMtasProjection, custodyProjection, feedProjection],
  ];
  const asOfStates = new AsOfModels({
    ledger,
    dataDir,
    projections: [findingsProjection, ...correlated, recipients],
  });
  // A digest, because it becomes part of a file's name, and the secret must not.
  const settingsDigest = createHash('sha256')
    .update(JSON.stringify([verp.pattern, verp.secret, logId]))
    .digest('hex');
  const runner = ProjectionRunner.open({
    store,
    dataDir,
    definition: new ModelDefinition(projections, { ledgerId, settingsDigest }),
    filter: { by: 'stream', prefixes: PROJECTED_PREFIXES },
    onFailure,
  });
  const mailboxes = new SqliteRecordedMailboxes(runner);
  const recipientKeyOf = (address: string) => keys.recipientKey(address);
  return {
    recipients: new SqliteRecipientQueries(runner, keys),
    campaigns: new SqliteCampaignQueries(runner),
    bounces: new SqliteBounceQueries(runner, { recipientKeyOf, correlationOf, effectOf }),
    mails: new SqliteMailQueries(runner),
    undetermined: new SqliteUndeterminedQueries(runner),
    reportingMtas: new SqliteReportingMtaQueries(runner),
    feed: new SqliteFeedQueries({
      source: runner,
      ledgerId,
      compare: (a, b) => store.compare(a, b),
      onChange: (listener) => runner.onChange(listener),
    }),
    mailboxes,
    seenMails: new SqliteSeenMails(runner),
    recordedCustody: mailboxes,
    asOfStates,
    rulesetVersion: () => policyInEffect(runner.database).rulesetVersion,
    source: runner,
    onChange: (listener) => runner.onChange(listener),
    position: () => runner.position,
    isCaughtUp: () => runner.isCaughtUp(),
    isPosition: (text): text is GlobalPosition => isPositionOf(store, text),
    failure: () => runner.failure(),
    caughtUp: () => runner.caughtUp(),
    waitFor: (position, timeoutMs) => runner.waitFor(position, timeoutMs),
    rebuild: (onProgress) => runner.rebuild(onProgress),
    async close() {
      await asOfStates.close();
      await runner.close();
    },
  };
}

/** Only the store that made a position can tell. */
function isPositionOf(store: Pick<EventStore, 'compare'>, text: string): boolean {
  const position = text as GlobalPosition;
  try {
    return store.compare(position, position) === 0;
  } catch {
    return false;
  }
}
