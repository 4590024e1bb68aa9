import type { Verdict } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import type { Step } from '../fold/fold-recipient.js';
import type { RecipientStep } from '../recipient-views.js';

const REPORT = `
SELECT bounce_id, mail_id, verdict FROM findings JOIN mails ON mails.sequence = mail
LEFT JOIN verdicts ON verdicts.sequence = findings.sequence WHERE findings.sequence = ?`;
const DECISION = 'SELECT reason, actor FROM decisions WHERE sequence = ?';

interface FindingRow {
  readonly bounce_id: string | null;
  readonly mail_id: string;
  readonly verdict: string | null;
}

/** A step of a recipient's story, with what stands behind it. */
export function stepView(database: ReadModelDatabase, { input, at, from, to, policy }: Step): RecipientStep {
  const step = { occurredAt: new Date(at).toISOString(), from, to, policy };
  const nothing = { bounceId: null, mailId: null, verdict: null, reason: null, actor: null };
  switch (input?.kind) {
    case undefined:
      return { ...step, cause: 'expired', ...nothing };
    case 'bounce':
    case 'complaint': {
      const row = database.get<FindingRow>(REPORT, input.sequence);
      const verdict = row?.verdict == null ? null : (JSON.parse(row.verdict) as Verdict);
      const found = { bounceId: row?.bounce_id ?? null, mailId: row?.mail_id ?? null, verdict };
      return { ...step, cause: input.kind, ...nothing, ...found };
    }
    case 'suppressed':
    case 'released': {
      const row = database.get<{ reason: string | null; actor: string }>(DECISION, input.decision);
      return { ...step, cause: input.kind, ...nothing, reason: row?.reason ?? null, actor: row?.actor ?? null };
    }
  }
}
