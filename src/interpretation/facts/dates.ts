/**
 * An RFC 5322 date as ISO 8601 in UTC; null where it is none. Comments are dropped, a missing zone is taken for UTC, and years
 * before 1980 or after 9999 are no dates of mail.
 */
export function isoDate(value: string | null): string | null {
  if (value === null) return null;
  const text = value
    .slice(0, 128)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const zoned = /(?:[+-]\d{4}|[a-z]{1,5}|z)$/i.test(text) && !/\d (?:am|pm)$/i.test(text) ? text : `${text} +0000`;
  for (const candidate of [zoned, `${text.replace(/ [^ ]+$/, '')} +0000`]) {
    const date = new Date(candidate);
    const year = date.getUTCFullYear();
    if (year >= 1980 && year <= 9999) return date.toISOString();
  }
  return null;
}
