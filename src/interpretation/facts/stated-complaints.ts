import type { FeedbackReading } from '../families/family.js';
import type { ComplaintReading, InterpretationLimits } from '../interpretation.js';
import type { HeaderFields } from '../structure/header-fields.js';
import { factText } from './cap-text.js';
import { isoDate } from './dates.js';
import type { ReportContext } from './delivery-facts.js';
import { occurrenceOf } from './occurrence.js';

/** The complaints of a reading, completed. */
export function statedComplaints(
  report: HeaderFields,
  reading: FeedbackReading,
  { reportingMta, originalMessageId }: ReportContext,
  limits: InterpretationLimits,
): ComplaintReading[] {
  return reading.complaints.slice(0, limits.maxRecipients).map((complaint) => {
    const arrivalDate = isoDate(complaint.arrivalDate ?? null);
    return {
      recipient: factText(complaint.recipient),
      feedbackType: factText(complaint.feedbackType) ?? 'other',
      sourceIp: factText(complaint.sourceIp ?? null),
      reportingMta,
      arrivalDate,
      originalMessageId,
      occurred: occurrenceOf(report, { lastAttemptDate: null, arrivalDate }),
    };
  });
}
