import type { BounceId, JsonObject } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import type { StatusNotice } from '../changes.js';
import type { FindingRow } from './fold-input-rows.js';
import type { RecipientStatus, RecipientStep } from '../recipient-views.js';

const BOUNCE = 'SELECT bounce_id AS bounceId, verdict FROM findings JOIN verdicts USING (sequence) WHERE sequence = ?';
const MAIL = 'SELECT mail_id FROM findings JOIN mails ON mails.sequence = mail WHERE findings.sequence = ?';

/** Why a recipient was looked at again. */
export type NoticeCause = Exclude<RecipientStep['cause'], 'expired'>;

export interface StatusChange {
  readonly address: string | null;
  readonly from: RecipientStatus;
  readonly to: RecipientStatus;
  readonly cause: NoticeCause;
  /** The finding behind it; null where a person decided, or nothing is left that the status could rest on. */
  readonly finding: FindingRow | null;
  /** What the notice says of the finding, where it need not be read; or of an imported suppression. */
  readonly details?: StatusNotice['data'] | undefined;
}

/** Tells other services of a change of status. */
export function statusNotice(
  { address, from, to, cause, finding, details }: StatusChange,
  database: ReadModelDatabase,
): StatusNotice {
  const campaignId = finding?.campaign_id ?? null;
  const sendId = finding?.send_id ?? null;
  return {
    type: 'recipient.status-changed',
    subject: address,
    campaignId,
    data: {
      from,
      to,
      cause,
      ...(details ?? (finding === null ? {} : detailsOf(finding, database))),
      ...(campaignId !== null && { campaignId }),
      ...(sendId !== null && { sendId }),
    },
  };
}

/** Which finding it is, and what was thought of it. */
function detailsOf({ kind, sequence }: FindingRow, database: ReadModelDatabase): StatusNotice['data'] {
  switch (kind) {
    case 'bounce': {
      const row = database.get<{ bounceId: BounceId; verdict: string }>(BOUNCE, sequence);
      if (row === undefined) throw new Error(`finding ${sequence} is taken for a bounce that was classified`);
      return { bounceId: row.bounceId, verdict: JSON.parse(row.verdict) as JsonObject };
    }
    case 'complaint':
      return { mailId: database.get<{ mail_id: string }>(MAIL, sequence)?.mail_id };
  }
}
