import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A recipient as expected.jsonl of a labelled corpus tells it; only what verdicts are held against. */
export interface LabelledRecipient {
  readonly address: string;
  readonly altAddresses?: readonly string[];
  /** Sisimai's word; null: unlabelled. */
  readonly reason?: string | null;
  readonly hard?: boolean | null;
  /** The case that a mail of our own MTAs was made for. */
  readonly cause?: string;
}

export interface LabelledMail {
  readonly file: string;
  readonly kind: string;
  readonly addressKnown?: boolean;
  readonly recipients: readonly LabelledRecipient[];
}

/**
 * Sisimai's words that are right for the causes of our own MTAs' mails; causes that are missing here are not scored.
 */
const WORDS_OF_CAUSE: Readonly<Record<string, readonly string[]>> = {
  unknown: ['userunknown'],
  full: ['mailboxfull'],
  fullsoft: ['mailboxfull', 'expired'],
  nxdomain: ['hostunknown'],
  nullmx: ['notaccept', 'hostunknown'],
  moved: ['hasmoved'],
  disabled: ['suspend'],
  relay: ['norelaying'],
  toobig: ['mesgtoobig', 'exceedlimit'],
  toobigsize: ['mesgtoobig', 'exceedlimit'],
  dnsbl: ['blocked', 'badreputation'],
  policy: ['policyviolation', 'spamdetected', 'rejected'],
  dmarc: ['authfailure'],
  greylist: ['expired', 'blocked', 'policyviolation'],
  ratelimit: ['speeding', 'expired', 'toomanyconn'],
  refused: ['networkerror', 'expired'],
  c421: ['expired', 'systemerror', 'networkerror'],
  loop: ['networkerror', 'systemerror', 'mailererror'],
  loop546: ['networkerror', 'systemerror', 'mailererror'],
};

const REPORTS = new Set(['bounce', 'delay-warning', 'delayed']);

/** The reports of a labelled corpus whose recipients are known. */
export function labelledMails(directory: string): readonly LabelledMail[] {
  return readFileSync(join(directory, 'expected.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LabelledMail)
    .filter(({ kind, addressKnown }) => REPORTS.has(kind) && addressKnown !== false);
}

/** Sisimai's words that count as right for a recipient; null: its reason is not scored. */
export function acceptedWords({ reason, cause }: LabelledRecipient): readonly string[] | null {
  if (cause !== undefined) return WORDS_OF_CAUSE[cause] ?? null;
  return reason === undefined || reason === null ? null : [reason];
}

/** Whether hard-or-not is scored: disabled accounts are hard to some and not to others, collateral ones say nothing. */
export function scored({ hard, reason, cause }: LabelledRecipient): boolean {
  return hard !== undefined && hard !== null && reason !== 'suspend' && cause !== 'disabled' && cause !== 'collateral';
}

/** For people: `93.1 % of 450`. */
export function agreement(results: readonly boolean[]): string {
  return `${((100 * results.filter(Boolean).length) / results.length).toFixed(1)} % of ${results.length}`;
}
