/** RFC 3339, 5.6: date, time and offset; a time without an offset would mean another instant on every machine. */
const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The instant as events hold it, ISO 8601 in UTC to the millisecond; null if the text is not an RFC 3339 date-time. */
export function parseInstant(text: unknown): string | null {
  if (typeof text !== 'string' || !DATE_TIME.test(text)) return null;
  const instant = new Date(text.replace(' ', 'T').toUpperCase());
  // Date takes February 30th for March 2nd.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || day.getUTCDate() !== Number(text.slice(8, 10))
    ? null
    : instant.toISOString();
}
