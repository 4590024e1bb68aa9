import { parseInstant } from '../../events/index.js';

const DATE = /^(\d{4}-\d\d-\d\d)$/;
/** ISO 8601 as databases write it, with an offset or without: `2026-11-21 08:00:00+00`, `… +0000 UTC`. */
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?\s*(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)?(?:\s*UTC)?)?$/i;
/** RFC 5322, 3.3, and what HTTP has (RFC 9110, 5.6.7). */
const MAIL_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|Z|[+-]\d{4})$/i;
/** Unix time in seconds, or in milliseconds. */
const UNIX_SECONDS = /^\d{9,10}(?:\.\d+)?$/;
const UNIX_MILLISECONDS = /^\d{12,13}$/;
const NOTHING = new Set(['', '-', '0', 'null', 'none', 'n/a', 'never']);
/** Clocks differ, and a time without an offset may be one of the other side of the Earth. */
const MAX_AHEAD_MS = 86_400_000;

/**
 * A time as lists state it: ISO 8601 in UTC; null where none is stated; undefined where it cannot be read (such as
 * `03/04/2025`, which is two days) or lies ahead. A time without an offset is UTC.
 */
export function listTime(given: string, now: Date): string | null | undefined {
  if (NOTHING.has(given.toLowerCase())) return null;
  const instant = instantOf(given);
  return instant === null || Date.parse(instant) > now.getTime() + MAX_AHEAD_MS ? undefined : instant;
}

function instantOf(given: string): string | null {
  if (DATE.test(given)) return parseInstant(`${given}T00:00:00Z`);
  const [match, day = '', minutes = '', seconds = ':00', fraction = '', , hours, rest = '00'] =
    DATE_TIME.exec(given) ?? [];
  if (match !== undefined) {
    return parseInstant(`${day}T${minutes}${seconds}${fraction}${hours === undefined ? 'Z' : `${hours}:${rest}`}`);
  }
  if (MAIL_DATE.test(given)) return isoOf(Date.parse(given));
  if (UNIX_SECONDS.test(given)) return isoOf(Math.round(Number(given) * 1000));
  return UNIX_MILLISECONDS.test(given) ? isoOf(Number(given)) : null;
}

function isoOf(milliseconds: number): string | null {
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
