import { normaliseAddress } from '../../ledger/index.js';
import type { BounceView } from '../../read-model/bounces/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { printable, printJson, printLine } from '../terminal.js';

/** `recipient ADDRESS`: may this address still be mailed, and why (not). */
export const registerRecipient: RegisterCommand = (program, run) => {
  program
    .command('recipient')
    .description('say whether an address may still be mailed, and why')
    .argument('<address>')
    .option('--json', 'one JSON object, as GET /v1/recipients/{address} answers')
    .action(
      run(async ({ terminal, settings }, address: string, { json }: { json?: boolean }) => {
        if (normaliseAddress(address) === null) {
          terminal.errors.write(`${printable(address)} is no e-mail address\n`);
          return 2;
        }
        const access = await openAccess(settings());
        try {
          const recipient = await access.recipient(address);
          const { cause } = recipient;
          const bounce = cause !== null && 'bounceId' in cause ? await access.bounce(cause.bounceId) : null;
          if (json === true) printJson(terminal, recipient);
          else for (const line of recipientLines(recipient, bounce)) printLine(terminal, line);
          return 0;
        } finally {
          await access.close();
        }
      }),
    );
};

const INDENT = ' '.repeat('recipient  '.length);

/** The answer for a person: the status, and the words that it rests on. */
export function recipientLines(recipient: RecipientView, bounce: BounceView | null): string[] {
  const { address, status, softErrors, cause } = recipient;
  const lines = [`recipient  ${printable(address)}  ${status.toUpperCase()}`];
  if (!recipient.known) lines.push(`${INDENT}nothing was ever heard of this address`);
  if (cause !== null) lines.push(INDENT + causeLine(cause, bounce));
  if (softErrors.counted > 0) {
    const clears = softErrors.clearsAt === null ? '' : `, forgotten at ${softErrors.clearsAt} if no further one comes`;
    lines.push(`${INDENT}${softErrors.counted} of ${softErrors.threshold} soft errors${clears}`);
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
  return `${said} → ${reason} [${rule ?? 'no rule'}, ruleset ${rulesetVersion}]${campaign}`;
}
