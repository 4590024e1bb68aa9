import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interpretation } from '../../src/interpretation/index.js';

/** A recipient as expected.jsonl of a labelled corpus tells it. */
export interface LabelledRecipient {
  readonly address: string | null;
  readonly altAddresses?: readonly string[];
  readonly status?: string | null;
  readonly smtpCode?: number | null;
  readonly permanence?: string | null;
  readonly permanent?: boolean;
  /** The case that a mail of our own MTAs was made for. */
  readonly cause?: string;
}

export interface LabelledMail {
  readonly file: string;
  readonly kind: string;
  readonly addressKnown?: boolean;
  readonly recipients: readonly LabelledRecipient[];
  readonly messageId?: string | null;
  readonly originalMessageId?: string | null;
  /**
   * Set where the mail is of our own MTAs: its labels tell what the receiving server said, whether or not the mail
   * quotes it.
   */
  readonly mta?: string;
  readonly text: string;
}

/**
 * Percentages to one decimal, except for the counts of mails, of harmless mails taken for reports, and of spurious
 * recipients.
 */
export interface Scores {
  readonly mails: number;
  readonly falsePositives: number;
  readonly spurious: number;
  readonly kinds: number;
  readonly recipients: number;
  readonly status: number;
  readonly smtpCode: number;
  readonly permanence: number;
  readonly messageId: number;
}

export function labelledMails(directory: string): readonly LabelledMail[] {
  return readFileSync(join(directory, 'expected.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Omit<LabelledMail, 'text'>)
    .map((mail) => ({ ...mail, text: readFileSync(join(directory, mail.file), 'latin1') }));
}

const KINDS: Readonly<Record<string, string>> = {
  'delay-warning': 'delay',
  delayed: 'delay',
  'challenge-response': 'challenge',
};
const REPORTS: readonly string[] = ['bounce', 'delay', 'complaint'];

export interface Reading {
  readonly label: LabelledMail;
  readonly reading: Interpretation;
}

/**
 * Counts as the scorer of the corpora does: each labelled recipient may be found once, and what is over is spurious.
 */
export function scoreOf(readings: readonly Reading[]): Scores {
  const told = readings.filter(({ label }) => ['bounce', 'delay'].includes(kindOf(label)));
  const named = told.filter(({ label }) => label.addressKnown !== false);
  const matches = named.map(matchRecipients);
  const pairs = matches.flatMap(({ pairs: found }) => found);
  return {
    mails: readings.length,
    falsePositives: readings.filter(
      ({ label, reading }) => !REPORTS.includes(kindOf(label)) && REPORTS.includes(reading.kind),
    ).length,
    spurious: matches.reduce((sum, { spurious }) => sum + spurious, 0),
    kinds: share(readings.map(({ label, reading }) => isKind(kindOf(label), reading.kind))),
    recipients: share(pairs.map(({ facts }) => facts !== null)),
    status: share(
      pairs.flatMap(({ label, facts, quoted }) =>
        facts && label.status && quoted(label.status) ? [facts.status === label.status] : [],
      ),
    ),
    smtpCode: share(
      pairs.flatMap(({ label, facts, quoted }) =>
        facts && label.smtpCode && quoted(String(label.smtpCode)) ? [facts.smtpCode === label.smtpCode] : [],
      ),
    ),
    permanence: share(
      pairs.flatMap(({ label, facts }) =>
        facts && permanenceOf(label) ? [facts.permanence === permanenceOf(label)] : [],
      ),
    ),
    messageId: share(
      told.flatMap(({ label, reading }) => {
        const id = label.messageId ?? label.originalMessageId;
        return id ? [plain(reading.originalMessageId) === plain(id)] : [];
      }),
    ),
  };
}

/** Whether the reading says all that the label says, and nothing else. */
export function agrees(reading: Reading): boolean {
  const { falsePositives, spurious, kinds, recipients, status, smtpCode, messageId } = scoreOf([reading]);
  const shares = [kinds, recipients, status, smtpCode, messageId];
  return falsePositives === 0 && spurious === 0 && shares.every((found) => found === 100);
}

interface Pair {
  readonly label: LabelledRecipient;
  readonly facts: Interpretation['recipients'][number] | null;
  readonly quoted: (code: string) => boolean;
}

function matchRecipients({ label: mail, reading }: Reading): { pairs: Pair[]; spurious: number } {
  const left = [...reading.recipients];
  const quoted = (code: string): boolean => mail.mta === undefined || mail.text.includes(code);
  const pairs = mail.recipients.map((label): Pair => {
    const accepted = [label.address, ...(label.altAddresses ?? [])].map(plain);
    const index = left.findIndex(({ recipient }) => accepted.includes(plain(recipient)));
    return { label, facts: index < 0 ? null : (left.splice(index, 1)[0] ?? null), quoted };
  });
  return { pairs, spurious: left.length };
}

function kindOf({ kind }: LabelledMail): string {
  return KINDS[kind] ?? kind;
}

function isKind(expected: string, kind: string): boolean {
  return expected === 'not-bounce' ? !REPORTS.includes(kind) : kind === expected;
}

function permanenceOf({ permanence, permanent, cause }: LabelledRecipient): string | null {
  // nullmailer fails every recipient with the first one's refusal: what the mail says is not what happened.
  if (cause === 'collateral' || permanence === 'success') return null;
  if (permanent !== undefined) return permanent ? 'permanent' : 'transient';
  return permanence ?? null;
}

function plain(address: string | null): string {
  return (address ?? '').trim().toLowerCase().replace(/^<|>$/g, '');
}

function share(hits: readonly boolean[]): number {
  return hits.length === 0 ? 100 : Math.round((1000 * hits.filter(Boolean).length) / hits.length) / 10;
}
