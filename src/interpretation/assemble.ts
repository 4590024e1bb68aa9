import type { MailKind } from '../events/index.js';
import { factText } from './facts/cap-text.js';
import { correlationKeys } from './facts/correlation-keys.js';
import { isoDate } from './facts/dates.js';
import type { ReportContext } from './facts/delivery-facts.js';
import { deliveredAt } from './facts/occurrence.js';
import { messageIdIn } from './facts/message-id.js';
import { originalMessageId, returnedHeader } from './facts/returned-message.js';
import { SendingSide } from './facts/sending-side.js';
import { statedComplaints } from './facts/stated-complaints.js';
import { statedDeliveries } from './facts/stated-deliveries.js';
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

/** What a family read in a mail, before it is completed. */
export interface FoundReport {
  readonly mail: Mail;
  /** What the reading is of: the same mail, or a report that it only passes on. */
  readonly source: Mail;
  /** Null: no family knows the mail for a report. */
  readonly read: FamilyReading | null;
  /** A person forwards the report. */
  readonly isForwarded: boolean;
}

/** Makes the interpretation of a mail out of what a family read in it: completes, caps and counts. */
export function assemble({ mail, source, read, isForwarded }: FoundReport, options: AssemblyOptions): Interpretation {
  const report = mail.headers;
  const stated = statedBy(read);
  const returned = stated === null ? HeaderFields.NONE : (stated.returned ?? returnedHeader(source));
  const context: ReportContext = {
    isForwarded,
    reportingMta: factText(stated?.reportingMta ?? null),
    arrivalDate: stated?.kind === 'delivery' ? isoDate(stated.arrivalDate ?? null) : null,
    originalMessageId: stated === null ? null : originalMessageId(returned, source.headers, statedMessageId(stated)),
    sendingSide: new SendingSide(source.headers, returned),
  };
  const outcome =
    read === null ? { ...NOTHING, ...withoutReport(mail) } : outcomeOf(report, read, context, options.limits);
  const { kind, family, setAsideReason, recipients, complaints } = outcome;
  return {
    kind,
    family,
    interpreterVersion: options.version,
    setAsideReason,
    limitsReached: [...new Set([...mail.limitsReached, ...source.limitsReached, ...beyond(stated, options.limits)])],
    messageId: factText(messageIdIn(report.first('message-id'))),
    subject: factText(report.first('subject')),
    from: factText(report.first('from')),
    deliveredAt: deliveredAt(report),
    originalMessageId: context.originalMessageId,
    reportingMta: context.reportingMta,
    keys: correlationKeys({
      report,
      returned,
      envelopeId: stated?.envelopeId ?? null,
      recipients: [...recipients, ...complaints].map(({ recipient }) => recipient),
      headerNames: options.correlationHeaders,
    }),
    recipients,
    complaints,
  };
}

/** The reading, where it tells of deliveries or complaints. */
function statedBy(read: FamilyReading | null): DeliveryReading | FeedbackReading | null {
  const reading = read?.reading;
  return reading?.kind === 'delivery' || reading?.kind === 'complaint' ? reading : null;
}

function statedMessageId(stated: DeliveryReading | FeedbackReading): string | null {
  return stated.kind === 'delivery' ? (stated.originalMessageId ?? null) : null;
}

function beyond(
  stated: DeliveryReading | FeedbackReading | null,
  { maxRecipients }: InterpretationLimits,
): LimitName[] {
  const named = stated?.kind === 'delivery' ? stated.recipients : (stated?.complaints ?? []);
  return named.length > maxRecipients ? ['maxRecipients'] : [];
}

interface Outcome {
  readonly kind: MailKind;
  readonly family: string;
  readonly setAsideReason: string | null;
  readonly recipients: readonly RecipientReading[];
  readonly complaints: readonly ComplaintReading[];
}

const NOTHING = { setAsideReason: null, recipients: [], complaints: [] };

function outcomeOf(
  report: HeaderFields,
  { family, reading }: FamilyReading,
  context: ReportContext,
  limits: InterpretationLimits,
): Outcome {
  switch (reading.kind) {
    case 'delivery': {
      const recipients = statedDeliveries(report, reading, context, limits);
      if (recipients.length === 0) {
        return { ...NOTHING, family, kind: 'delivery-notice', setAsideReason: ALL_DELIVERED };
      }
      const kind = recipients.some(({ action }) => action === 'failed') ? 'bounce' : 'delay';
      return { ...NOTHING, family, kind, recipients };
    }
    case 'complaint':
      return { ...NOTHING, family, kind: 'complaint', complaints: statedComplaints(report, reading, context, limits) };
    case 'auto-reply':
    case 'challenge':
    case 'delivery-notice':
    case 'read-receipt':
    case 'not-a-report':
      return { ...NOTHING, family, kind: reading.kind, setAsideReason: reading.reason };
  }
}

const ALL_DELIVERED = 'every recipient that the report names got the message';
