import type { BounceView } from '../../read-model/bounces/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import { printable } from '../terminal.js';

const INDENT = ' '.repeat('recipient  '.length);

/** The answer for a person: the status, and the words that it rests on. */
export function recipientLines(recipient: RecipientView, bounce: BounceView | null): string[] {
  const { address, status, softErrors, cause } = recipient;
  const lines = [`recipient  ${printable(address)}  ${status.toUpperCase()}`];
  if (!recipient.known) lines.push(`${INDENT}nothing is known about this address`);
  if (cause !== null) lines.push(INDENT + causeLine(cause, bounce));
  if (softErrors.counted > 0) {
    const clears = softErrors.clearsAt === null ? '' : `, cleared at ${softErrors.clearsAt} unless another one comes`;
    lines.push(`${INDENT}${softErrors.counted} of ${softErrors.threshold} soft errors${clears}`);
  }
  const { findings, explanation } = recipient.unverified;
  if (explanation !== null) {
    lines.push(`${INDENT}${findings} unverified ${findings === 1 ? 'finding' : 'findings'}: ${explanation}`);
  }
  return lines;
}

function causeLine(cause: NonNullable<RecipientView['cause']>, bounce: BounceView | null): string {
  if ('decision' in cause) {
    return `suppressed by ${printable(cause.actor)}: ${printable(cause.reason)}  ${cause.occurredAt}`;
  }
  if ('feedbackType' in cause) return `complaint: ${printable(cause.feedbackType)}  ${cause.occurredAt}`;
  const { reason, rule, rulesetVersion } = cause.verdict;
  const said = printable(bounce?.facts.diagnostic ?? 'no diagnostic');
  const campaignId = bounce?.correlation?.campaignId ?? null;
  const campaign = campaignId === null ? '' : `  campaign ${printable(campaignId)}`;
  const guess = bounce?.effect?.policy === 'guess' ? '  (a guess: counts as one soft error)' : '';
  return `${said} → ${reason} [${rule ?? 'no rule'}, ruleset ${rulesetVersion}]${campaign}${guess}`;
}
