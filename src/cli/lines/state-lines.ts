import type { StateLine } from '../../history/as-of/index.js';
import { printable } from '../terminal.js';
import { count } from './numbers.js';

/** One line of the answer for a person. */
export function stateLine(line: StateLine): string {
  if ('totals' in line) {
    const { recipients, ...byStatus } = line.totals;
    const counts = Object.entries(byStatus).map(([status, n]) => `${status} ${count(n)}`);
    const point = `as of ${line.asOf}, position ${line.position}, ruleset ${line.rulesetVersion}`;
    return `state      ${count(recipients)} recipients: ${counts.join(', ')}  (${point})`;
  }
  const { address, status, cause } = line;
  const shown = address === null ? '(address unknown)' : printable(address);
  return [shown, status.toUpperCase(), ...(cause === null ? [] : [causeText(cause)])].join('  ');
}

function causeText(cause: NonNullable<Exclude<StateLine, { readonly totals: unknown }>['cause']>): string {
  if ('decision' in cause) return `suppressed by ${printable(cause.actor)}: ${printable(cause.reason)}`;
  if ('mailId' in cause) return `complaint: ${printable(cause.feedbackType)}`;
  const { reason, rule, rulesetVersion } = cause.verdict;
  return `${reason} [${rule === null ? '' : `${rule}, `}ruleset ${rulesetVersion}]`;
}
