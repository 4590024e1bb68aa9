import type { Verdict } from '../ledger/events/index.js';
import type { ReadModelDatabase } from '../projections/index.js';
import type { StatusNotice } from './changes.js';
import type { ReportRow } from './incident-rows.js';
import type { RecipientStatus, RecipientStep } from './recipient-views.js';

const VERDICT = 'SELECT verdict FROM verdicts WHERE sequence = ?';
const MAIL = 'SELECT mail_id FROM reports JOIN mails ON mails.sequence = mail WHERE reports.sequence = ?';

/** Why a recipient was looked at again. */
export type NoticeCause = Exclude<RecipientStep['cause'], 'expired'>;

export interface StatusChange {
  readonly address: string | null;
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
  readonly cause: NoticeCause;
  /** The report behind it; null where a person decided, or nothing is left that the status could rest on. */
  readonly report: ReportRow | null;
  /** The report's verdict, where it is at hand. */
  readonly verdict?: Verdict | undefined;
}

/** Tells other services of a change of status. */
export function statusNotice(
  { address, from, to, cause, report, verdict }: StatusChange,
  database: ReadModelDatabase,
): StatusNotice {
  const campaignId = report?.campaign_id ?? null;
  const sendId = report?.send_id ?? null;
  return {
    type: 'recipient.status-changed',
    subject: address,
    campaignId,
    data: {
      ...{ from, to, cause },
      ...(report !== null && told(report, verdict, database)),
      ...(campaignId !== null && { campaignId }),
      ...(sendId !== null && { sendId }),
    },
  };
}

function told(report: ReportRow, verdict: Verdict | undefined, database: ReadModelDatabase): StatusNotice['data'] {
  switch (report.kind) {
    case 'bounce':
      return { bounceId: report.bounce_id, verdict: { ...(verdict ?? verdictOf(report.sequence, database)) } };
    case 'complaint':
      return { mailId: database.get<{ mail_id: string }>(MAIL, report.sequence)?.mail_id };
  }
}

function verdictOf(sequence: number, database: ReadModelDatabase): Verdict | null {
  const row = database.get<{ verdict: string }>(VERDICT, sequence);
  return row === undefined ? null : (JSON.parse(row.verdict) as Verdict);
}
