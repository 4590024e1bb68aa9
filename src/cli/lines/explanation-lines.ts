import { basisOf, textForm, type Classifier } from '../../classification/index.js';
import type { Interpretation, MailPlaces, RecipientReading } from '../../interpretation/index.js';
import type { Verdict } from '../../events/index.js';
import { printable } from '../terminal.js';

export interface Explained {
  readonly classifier: Classifier;
  /** Places in the mail that is explained. */
  readonly places: MailPlaces;
}

/**
 * What was read where in one mail, the rule and the words that classified it, and which other rules match, for a
 * person.
 */
export function explanationLines(file: string, interpretation: Interpretation, explained: Explained): string[] {
  const { places } = explained;
  const { kind, family, setAsideReason, reportingMta, originalMessageId, keys, limitsReached } = interpretation;
  const found = (value: string | null) => withPlace(value, places);
  return [
    printable(file),
    `  ${kind}, read as ${family}${setAsideReason === null ? '' : `: ${printable(setAsideReason)}`}`,
    ...facts('  ', {
      'reporting MTA': found(reportingMta),
      'original Message-ID': found(originalMessageId),
      'delivered to': found(keys.verpAddress),
      'envelope id': found(keys.envelopeId),
      ...Object.fromEntries(
        Object.entries(keys.headers).map(([name, value]) => [
          name,
          withPlace(value, places, { as: `${name}: ${value}` }),
        ]),
      ),
      'limits reached': limitsReached.length === 0 ? null : limitsReached.join(', '),
    }),
    ...interpretation.recipients.flatMap((reading) => recipientLines(reading, explained)),
    ...interpretation.complaints.map(({ recipient, feedbackType }) => {
      return `  ${printable(found(recipient) ?? NOBODY)}  ${printable(feedbackType)}`;
    }),
  ];
}

const NOBODY = '(no recipient named)';

function recipientLines(reading: RecipientReading, { classifier, places }: Explained): string[] {
  const { verdict, others } = classifier.explain({
    ...reading,
    occurredAt: reading.occurred?.at ?? null,
  });
  const { type, reason, fault, rule, matched } = verdict;
  const decided = rule === null ? 'no rule matches the text' : `rule ${rule} matched "${printable(matched ?? '')}"`;
  const found = (value: string | null) => withPlace(value, places, { near: reading.recipient });
  const stated = reading.statedStatus === reading.status ? null : reading.statedStatus;
  return [
    `  ${printable(withPlace(reading.recipient, places) ?? NOBODY)}  ${reading.action}`,
    `    ${type} ${reason}, fault: ${fault} (${decided})`,
    ...guessLines(reading, verdict, classifier),
    ...others.map((other) => {
      const otherwise = `${other.type} ${other.reason}`;
      return `    would also match: rule ${other.rule ?? ''} "${printable(other.matched ?? '')}" (${otherwise})`;
    }),
    ...facts('    ', {
      'original recipient': reading.originalRecipient,
      status: found(reading.status),
      'stated status': found(stated),
      'SMTP code': found(reading.smtpCode === null ? null : String(reading.smtpCode)),
      permanence: reading.permanence,
      diagnostic: found(reading.diagnostic),
      'clustered under the wording': rule === null ? textForm(reading.diagnostic ?? '') : null,
      'remote MTA': found(reading.remoteMta),
      'read from': readFromIn(reading),
      occurred: reading.occurred === null ? null : `${reading.occurred.at} (${reading.occurred.source})`,
    }),
  ];
}

/** Why a hard verdict does not quarantine at once. */
function guessLines({ readFrom }: RecipientReading, verdict: Verdict, { ruleset }: Classifier): string[] {
  if (verdict.type !== 'hard' || ruleset.policy.guesses === 'as-classified') return [];
  const guesses = [
    ...(readFrom?.recipient === 'guess' ? ['the report does not name the recipient'] : []),
    ...(basisOf(verdict) === 'code' ? ['a code without words decided'] : []),
  ];
  return guesses.map((guess) => `    a guess, as ${guess}: counts as one soft error (policy guesses: soft-error)`);
}

function readFromIn({ readFrom }: RecipientReading): string | null {
  return readFrom === undefined ? null : `recipient: ${readFrom.recipient}, status: ${readFrom.status}`;
}

/** `5.1.1  [part 2, message/delivery-status, line 6]`: a value with its place in the mail, if it occurs there. */
function withPlace(
  value: string | null,
  places: MailPlaces,
  { as = value, near = null }: { readonly as?: string | null; readonly near?: string | null } = {},
): string | null {
  const place = as === null ? null : places.find(as, near ?? undefined);
  return place === null ? value : `${value ?? ''}  [${place.part}, line ${place.line}]`;
}

function facts(indent: string, named: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(named).flatMap(([name, value]) =>
    value === null ? [] : [`${indent}${printable(name)}: ${printable(value)}`],
  );
}
