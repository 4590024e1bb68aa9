import type { BounceJudged } from '../bounces/index.js';
import type { BounceId, Verdict } from '../ledger/events/index.js';
import type { ReadModelDatabase } from '../projections/index.js';
import type { StatusNotice } from './changes.js';
import type { ReportRow } from './incident-rows.js';
import type { RecipientStatus, RecipientStep } from './recipient-views.js';

const BOUNCE = 'SELECT bounce_id AS bounceId, verdict FROM reports JOIN verdicts USING (sequence) WHERE sequence = ?';
const MAIL = 'SELECT mail_id FROM reports JOIN mails ON mails.sequence = mail WHERE reports.sequence = ?';

/** Why a recipient was looked at again. */
export type NoticeCause = Exclude<RecipientStep['cause'], 'expired'>;

/** A bounce's verdict. */
export type JudgedBounce = Pick<BounceJudged, 'bounceId' | 'verdict'>;

export interface StatusChange {
  readonly address: string | null;
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
  readonly cause: NoticeCause;
  /** The report behind it; null where a person decided, or nothing is left that the status could rest on. */
  readonly report: ReportRow | null;
  /** The report's verdict, where the change comes of it. */
  readonly judged?: JudgedBounce | undefined;
}

/** Tells other services of a change of status. */
export function statusNotice(
  { address, from, to, cause, report, judged }: StatusChange,
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
      ...(report !== null && told(report, judged, database)),
      ...(campaignId !== null && { campaignId }),
      ...(sendId !== null && { sendId }),
    },
  };
}

function told(report: ReportRow, judged: JudgedBounce | undefined, database: ReadModelDatabase): StatusNotice['data'] {
  switch (report.kind) {
    case 'bounce': {
      const { bounceId, verdict } = judged ?? judgedBounce(report.sequence, database);
      return { bounceId, verdict: { ...verdict } };
    }
    case 'complaint':
      return { mailId: database.get<{ mail_id: string }>(MAIL, report.sequence)?.mail_id };
  }
}

function judgedBounce(sequence: number, database: ReadModelDatabase): JudgedBounce {
  const row = database.get<{ bounceId: BounceId; verdict: string }>(BOUNCE, sequence);
  if (row === undefined) throw new Error(`report ${sequence} is taken for a bounce that was judged`);
  return { bounceId: row.bounceId, verdict: JSON.parse(row.verdict) as Verdict };
}
