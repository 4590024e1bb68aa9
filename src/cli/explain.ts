import type { Classifier } from '../classification/index.js';
import type { Interpretation, RecipientReading } from '../interpretation/index.js';
import { printable } from './terminal.js';

/** What was read where in one mail, and which rule judged it, in lines for a person. */
export function explanationLines(file: string, interpretation: Interpretation, classifier: Classifier): string[] {
  const { kind, family, setAsideReason, reportingMta, originalMessageId, keys, limitsReached } = interpretation;
  return [
    printable(file),
    `  ${kind}, read as ${family}${setAsideReason === null ? '' : `: ${printable(setAsideReason)}`}`,
    ...facts('  ', {
      'reporting MTA': reportingMta,
      'original Message-ID': originalMessageId,
      'delivered to': keys.verpAddress,
      'envelope id': keys.envelopeId,
      ...keys.headers,
      'limits reached': limitsReached.length === 0 ? null : limitsReached.join(', '),
    }),
    ...interpretation.recipients.flatMap((reading) => recipientLines(reading, classifier)),
    ...interpretation.complaints.map(({ recipient, feedbackType }) => {
      return `  ${printable(recipient ?? '(no recipient named)')}  ${printable(feedbackType)}`;
    }),
  ];
}

function recipientLines(reading: RecipientReading, classifier: Classifier): string[] {
  const { verdict, others } = classifier.explain({
    ...reading,
    occurredAt: reading.occurred?.at ?? null,
  });
  const { type, reason, fault, rule, matched } = verdict;
  const decided = rule === null ? 'no rule matches the text' : `rule ${rule} matched "${printable(matched ?? '')}"`;
  const stated = reading.statedStatus === reading.status ? null : reading.statedStatus;
  return [
    `  ${printable(reading.recipient ?? '(no recipient named)')}  ${reading.action}`,
    `    ${type} ${reason}, fault: ${fault} (${decided})`,
    ...facts('    ', {
      'original recipient': reading.originalRecipient,
      status: reading.status === null ? null : `${reading.status}${stated === null ? '' : ` (stated: ${stated})`}`,
      'SMTP code': reading.smtpCode === null ? null : String(reading.smtpCode),
      permanence: reading.permanence,
      diagnostic: reading.diagnostic,
      'remote MTA': reading.remoteMta,
      occurred: reading.occurred === null ? null : `${reading.occurred.at} (${reading.occurred.source})`,
      'would also match':
        others.length === 0 ? null : others.map((other) => `${other.rule ?? ''} (${other.reason})`).join(', '),
    }),
  ];
}

function facts(indent: string, named: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(named).flatMap(([name, value]) =>
    value === null ? [] : [`${indent}${printable(name)}: ${printable(value)}`],
  );
}
