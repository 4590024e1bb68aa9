import type { Blocks, Reason, RecipientKey, SuppressionKind, Verdict } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import type { RecipientCause, RecipientStatus, RecipientView } from '../recipient-views.js';

const COMPLAINT = `
SELECT mail_id, findings.data ->> 'feedbackType' AS feedback_type, occurred_at
FROM findings JOIN mails ON mails.sequence = mail WHERE findings.sequence = ?`;
const BOUNCE = `
SELECT bounce_id, verdict, occurred_at FROM findings JOIN verdicts USING (sequence) WHERE findings.sequence = ?`;
const SUPPRESSION = `
SELECT suppression, reason, source, decisions.actor, import_id, decided_at
FROM decisions LEFT JOIN suppression_imports ON suppression_imports.sequence = import WHERE decisions.sequence = ?`;

/** Columns of recipients that {@link statusAt} and {@link causeAt} look at. */
export const STATUS_COLUMNS =
  'recipient_key, address, status, counted, errors_clear_at, unverified, unverified_clears_at, clears_at, cause, decision';

export interface StatusRow {
  readonly recipient_key: RecipientKey;
  readonly address: string | null;
  readonly status: RecipientStatus;
  readonly counted: number;
  readonly errors_clear_at: number | null;
  readonly unverified: number;
  readonly unverified_clears_at: number | null;
  readonly clears_at: number | null;
  readonly cause: number | null;
  readonly decision: number | null;
}

/** The status at an instant: of the row, or what is left of it when its errors are forgotten. */
export function statusAt(row: Pick<StatusRow, 'status' | 'clears_at'>, now: Date): RecipientStatus {
  return row.status === 'with-errors' && isPast(row.clears_at, now) ? 'valid' : row.status;
}

/** Errors as they count at an instant. @param threshold of the policy */
export function softErrorsAt(row: StatusRow, threshold: number, now: Date): RecipientView['softErrors'] {
  const isForgotten = isPast(row.clears_at, now);
  const counted = isPast(row.errors_clear_at, now) ? 0 : row.counted;
  const hasUnverified = row.unverified_clears_at !== null && !isPast(row.unverified_clears_at, now);
  return {
    counted: hasUnverified ? Math.max(counted, Math.min(counted + 1, threshold - 1)) : counted,
    threshold,
    clearsAt: isForgotten || row.clears_at === null ? null : new Date(row.clears_at).toISOString(),
  };
}

function isPast(at: number | null, now: Date): boolean {
  return at !== null && at <= now.getTime();
}

/** Quarantine blocks everything, a denylist bulk mail. */
export function sendableWith(status: RecipientStatus): RecipientView['sendable'] {
  switch (status) {
    case 'valid':
    case 'with-errors':
      return { bulk: true, transactional: true };
    case 'denylisted':
      return { bulk: false, transactional: true };
    case 'quarantined':
      return { bulk: false, transactional: false };
  }
}

/** What a status blocks; null where it blocks nothing. */
export function blockedWith(status: RecipientStatus): Blocks | null {
  const { bulk, transactional } = sendableWith(status);
  return bulk ? null : transactional ? 'bulk' : 'all';
}

/** What the status rests on; null while it is valid. */
export function causeAt(database: ReadModelDatabase, row: StatusRow, now: Date): RecipientCause | null {
  if (statusAt(row, now) === 'valid') return null;
  if (row.decision !== null) return suppressionCause(database, row.decision);
  if (row.cause === null) return null;
  return bounceCause(database, row.cause) ?? complaintCause(database, row.cause);
}

interface SuppressionRow {
  readonly suppression: SuppressionKind;
  readonly reason: string | null;
  readonly source: string | null;
  readonly actor: string;
  readonly import_id: string | null;
  readonly decided_at: string;
}

function suppressionCause(database: ReadModelDatabase, decision: number): RecipientCause | null {
  const row = database.get<SuppressionRow>(SUPPRESSION, decision);
  if (row === undefined) return null;
  const { suppression: kind, reason, source, actor, import_id: importId, decided_at: occurredAt } = row;
  const list = importId === null ? {} : { list: { importId, kind, source } };
  return { decision: 'suppressed', reason: reason ?? kind, actor, occurredAt, ...list };
}

function bounceCause(database: ReadModelDatabase, sequence: number): RecipientCause | null {
  const row = database.get<{ bounce_id: string; verdict: string; occurred_at: string }>(BOUNCE, sequence);
  if (row === undefined) return null;
  return { bounceId: row.bounce_id, verdict: JSON.parse(row.verdict) as Verdict, occurredAt: row.occurred_at };
}

function complaintCause(database: ReadModelDatabase, sequence: number): RecipientCause | null {
  const row = database.get<{ mail_id: string; feedback_type: string; occurred_at: string }>(COMPLAINT, sequence);
  if (row === undefined) return null;
  return { mailId: row.mail_id, feedbackType: row.feedback_type, occurredAt: row.occurred_at };
}

export interface LookupRow {
  readonly recipient_key: RecipientKey;
  readonly status: RecipientStatus;
  readonly clears_at: number | null;
  readonly cause: number | null;
  /** Of the suppression behind the status. */
  readonly suppression: SuppressionKind | null;
  /** Of the verdict behind the status. */
  readonly reason: Reason | null;
}
