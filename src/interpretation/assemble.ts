import type { MailKind } from '../ledger/events/index.js';
import { factText } from './facts/cap-text.js';
import { correlationKeys } from './facts/correlation-keys.js';
import { isoDate } from './facts/dates.js';
import { deliveryFacts } from './facts/delivery-facts.js';
import { messageIdIn } from './facts/message-id.js';
import { occurrenceOf } from './facts/occurrence.js';
import { originalMessageId, returnedHeader } from './facts/returned-message.js';
import type { DeliveryReading, FeedbackReading } from './families/family.js';
import type { FamilyReading } from './families/registry.js';
import type { ComplaintReading, Interpretation, InterpretationLimits, RecipientReading } from './interpretation.js';
import type { LimitName } from './limits.js';
import { HeaderFields } from './structure/header-fields.js';
import type { Mail } from './structure/mail.js';
import { withoutReport } from './without-report.js';

export interface AssemblyOptions {
  readonly limits: InterpretationLimits;
  readonly correlationHeaders: readonly string[];
  readonly version: number;
}

/** Makes the interpretation of a mail out of what a family read in it: completes, caps and counts. */
export function assemble(mail: Mail, read: FamilyReading | null, options: AssemblyOptions): Interpretation {
  const report = mail.headers;
  const told = toldBy(read);
  const returned = told === null ? HeaderFields.NONE : (told.returned ?? returnedHeader(mail));
  const messageId = told === null ? null : originalMessageId(returned, report);
  const outcome = outcomeOf(mail, read, messageId, options.limits);
  const named = [...outcome.recipients, ...outcome.complaints].map(({ recipient }) => recipient);
  return {
    kind: outcome.kind,
    family: outcome.family,
    interpreterVersion: options.version,
    setAsideReason: outcome.setAsideReason,
    limitsReached: [...new Set([...mail.limitsReached, ...outcome.limitsReached])],
    messageId: messageIdIn(report.first('message-id')),
    subject: factText(report.first('subject')),
    from: factText(report.first('from')),
    originalMessageId: messageId,
    reportingMta: outcome.reportingMta,
    keys: correlationKeys({
      report,
      returned,
      envelopeId: told?.envelopeId ?? null,
      recipients: named,
      headerNames: options.correlationHeaders,
    }),
    recipients: outcome.recipients,
    complaints: outcome.complaints,
  };
}

/** The reading, where it tells of deliveries or complaints. */
function toldBy(read: FamilyReading | null): DeliveryReading | FeedbackReading | null {
  const reading = read?.reading;
  return reading?.kind === 'delivery' || reading?.kind === 'complaint' ? reading : null;
}

interface Outcome {
  readonly kind: MailKind;
  readonly family: string;
  readonly setAsideReason: string | null;
  readonly reportingMta: string | null;
  readonly recipients: readonly RecipientReading[];
  readonly complaints: readonly ComplaintReading[];
  readonly limitsReached: readonly LimitName[];
}

const NOTHING = { setAsideReason: null, reportingMta: null, recipients: [], complaints: [], limitsReached: [] };

function outcomeOf(
  mail: Mail,
  read: FamilyReading | null,
  messageId: string | null,
  limits: InterpretationLimits,
): Outcome {
  if (read === null) return { ...NOTHING, ...withoutReport(mail) };
  const { family, reading } = read;
  switch (reading.kind) {
    case 'delivery':
      return { ...NOTHING, family, ...deliveries(mail.headers, reading, messageId, limits) };
    case 'complaint':
      return { ...NOTHING, family, ...feedback(mail.headers, reading, messageId, limits) };
    case 'auto-reply':
    case 'challenge':
    case 'delivery-notice':
    case 'read-receipt':
    case 'not-a-report':
      return { ...NOTHING, family, kind: reading.kind, setAsideReason: reading.reason };
  }
}

type Told = Omit<Outcome, 'family' | 'complaints' | 'recipients' | 'setAsideReason'> & Partial<Outcome>;

function deliveries(
  report: HeaderFields,
  reading: DeliveryReading,
  messageId: string | null,
  limits: InterpretationLimits,
): Told {
  const reportingMta = factText(reading.reportingMta ?? null);
  const arrivalDate = isoDate(reading.arrivalDate ?? null);
  const context = { reportingMta, arrivalDate, originalMessageId: messageId };
  const within = reading.recipients.slice(0, limits.maxRecipients);
  const recipients = within.flatMap((reported): RecipientReading[] => {
    if (reported.action === 'delivered') return [];
    const facts = deliveryFacts(reported, reported.action, context);
    return [{ ...facts, occurred: occurrenceOf(report, facts) }];
  });
  const limitsReached: LimitName[] = within.length < reading.recipients.length ? ['maxRecipients'] : [];
  if (recipients.length === 0) {
    const setAsideReason = 'every recipient that the report names got the message';
    return { kind: 'delivery-notice', setAsideReason, reportingMta, recipients, limitsReached };
  }
  const kind = recipients.some(({ action }) => action === 'failed') ? 'bounce' : 'delay';
  return { kind, reportingMta, recipients, limitsReached };
}

function feedback(
  report: HeaderFields,
  reading: FeedbackReading,
  messageId: string | null,
  limits: InterpretationLimits,
): Told {
  const reportingMta = factText(reading.reportingMta ?? null);
  const within = reading.complaints.slice(0, limits.maxRecipients);
  const complaints = within.map((complaint): ComplaintReading => {
    const arrivalDate = isoDate(complaint.arrivalDate ?? null);
    return {
      recipient: factText(complaint.recipient),
      feedbackType: factText(complaint.feedbackType) ?? 'other',
      sourceIp: factText(complaint.sourceIp ?? null),
      reportingMta,
      arrivalDate,
      originalMessageId: messageId,
      occurred: occurrenceOf(report, { lastAttemptDate: null, arrivalDate }),
    };
  });
  const limitsReached: LimitName[] = within.length < reading.complaints.length ? ['maxRecipients'] : [];
  return { kind: 'complaint', reportingMta, complaints, limitsReached };
}
