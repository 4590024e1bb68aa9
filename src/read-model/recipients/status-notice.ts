import type { BounceId, JsonObject } from '../../events/index.js';
import type { ReadModelDatabase } from '../engine/index.js';
import type { StatusNotice } from './changes.js';
import type { ReportRow } from './incident-rows.js';
import type { RecipientStatus, RecipientStep } from './recipient-views.js';

const BOUNCE = 'SELECT bounce_id AS bounceId, verdict FROM reports JOIN verdicts USING (sequence) WHERE sequence = ?';
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
  /** What the notice says of the report, where it need not be read. */
  readonly told?: StatusNotice['data'] | undefined;
}

/** Tells other services of a change of status. */
export function statusNotice(
  { address, from, to, cause, report, told }: StatusChange,
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
      ...(report !== null && (told ?? toldOf(report, database))),
      ...(campaignId !== null && { campaignId }),
      ...(sendId !== null && { sendId }),
    },
  };
}

/** Which report it is, and what was thought of it. */
function toldOf({ kind, sequence }: ReportRow, database: ReadModelDatabase): StatusNotice['data'] {
  switch (kind) {
    case 'bounce': {
      const row = database.get<{ bounceId: BounceId; verdict: string }>(BOUNCE, sequence);
      if (row === undefined) throw new Error(`report ${sequence} is taken for a bounce that was judged`);
      return { bounceId: row.bounceId, verdict: JSON.parse(row.verdict) as JsonObject };
    }
    case 'complaint':
      return { mailId: database.get<{ mail_id: string }>(MAIL, sequence)?.mail_id };
  }
}
