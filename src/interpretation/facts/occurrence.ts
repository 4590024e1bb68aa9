import type { OccurrenceRead } from '../interpretation.js';
import type { HeaderFields } from '../structure/header-fields.js';
import { isoDate } from './dates.js';

/** The date of the topmost Received: of the server that took the mail last. */
export function deliveredAt(mail: HeaderFields): string | null {
  return isoDate(mail.first('received')?.split(';').at(-1) ?? null);
}

/** When it happened, as the mail says: Last-Attempt-Date, else the topmost Received, else Date, else Arrival-Date. */
export function occurrenceOf(
  report: HeaderFields,
  dates: { readonly lastAttemptDate: string | null; readonly arrivalDate: string | null },
): OccurrenceRead | null {
  if (dates.lastAttemptDate !== null) return { at: dates.lastAttemptDate, source: 'last-attempt-date' };
  const received = deliveredAt(report);
  if (received !== null) return { at: received, source: 'received' };
  const date = isoDate(report.first('date'));
  if (date !== null) return { at: date, source: 'date' };
  return dates.arrivalDate === null ? null : { at: dates.arrivalDate, source: 'arrival-date' };
}
