import { providerOf, providerOfServer } from '../../../classification/index.js';
import { domainOf, type SuppressionKind } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import type { SuppressedStatus, SuppressionView } from './suppression-views.js';

// The plus keeps SQLite from looking all of a status up, and sorting it, for every batch.
const SELECT = `
SELECT recipients.sequence, recipients.recipient_key, recipients.address, status,
  recipients.suppression, decisions.reason AS decision_reason, source, decided_at, import_id,
  findings.kind AS finding_kind, findings.occurred_at, bounce_id, mail_id, verdicts.reason AS verdict_reason,
  findings.data ->> 'feedbackType' AS feedback_type, findings.data ->> 'remoteMta' AS remote_mta, campaign_id
FROM recipients
LEFT JOIN decisions ON decisions.sequence = decision
LEFT JOIN suppression_imports ON suppression_imports.sequence = decisions.import
LEFT JOIN findings ON findings.sequence = cause
LEFT JOIN mails ON mails.sequence = findings.mail
LEFT JOIN verdicts ON verdicts.sequence = cause
LEFT JOIN correlations ON correlations.sequence = cause
WHERE recipients.sequence > ? AND +status IN (?, ?)
ORDER BY recipients.sequence LIMIT ?`;

interface JoinedRow {
  readonly sequence: number;
  readonly recipient_key: string;
  readonly address: string | null;
  readonly status: SuppressedStatus;
  readonly suppression: SuppressionKind | null;
  readonly decision_reason: string | null;
  readonly source: string | null;
  readonly decided_at: string | null;
  readonly import_id: string | null;
  readonly finding_kind: 'bounce' | 'complaint' | null;
  readonly occurred_at: string | null;
  readonly bounce_id: string | null;
  readonly mail_id: string | null;
  readonly verdict_reason: string | null;
  readonly feedback_type: string | null;
  readonly remote_mta: string | null;
  readonly campaign_id: string | null;
}

/** A suppression and its row's number. */
export interface NumberedSuppression {
  readonly sequence: number;
  readonly view: SuppressionView;
}

/** Those after a row number, in the order of their rows, which is that in which the recipients were first heard of. */
export function suppressionRows(
  database: ReadModelDatabase,
  status: SuppressedStatus | undefined,
  after: number,
  limit: number,
): NumberedSuppression[] {
  const [first, second] = status === undefined ? ['quarantined', 'denylisted'] : [status, status];
  return database.all<JoinedRow>(SELECT, after, first, second, limit).map((row) => ({
    sequence: row.sequence,
    view: toView(row),
  }));
}

function toView(row: JoinedRow): SuppressionView {
  const { address, recipient_key: key, status, campaign_id: campaignId } = row;
  return { address, key, status, ...basisOf(row), campaignId, provider: providerOfRow(row) };
}

function basisOf(row: JoinedRow): Omit<SuppressionView, 'address' | 'key' | 'status' | 'campaignId' | 'provider'> {
  if (row.suppression !== null) {
    const isImported = row.import_id !== null;
    return {
      kind: row.suppression,
      reason: row.decision_reason,
      since: row.decided_at ?? '',
      source: row.source,
      lastEvent: isImported ? 'imported' : 'suppressed',
      lastEventId: row.import_id,
    };
  }
  const since = row.occurred_at ?? '';
  return row.finding_kind === 'complaint'
    ? {
        kind: 'complaint',
        reason: row.feedback_type,
        since,
        source: null,
        lastEvent: 'complaint',
        lastEventId: row.mail_id,
      }
    : {
        kind: 'hard-bounce',
        reason: row.verdict_reason,
        since,
        source: null,
        lastEvent: 'bounce',
        lastEventId: row.bounce_id,
      };
}

function providerOfRow({ address, remote_mta: remoteMta }: JoinedRow): string {
  const provider = address === null ? 'other' : providerOf(domainOf(address));
  if (provider !== 'other' || remoteMta === null) return provider;
  return providerOfServer(remoteMta.toLowerCase()) ?? provider;
}
