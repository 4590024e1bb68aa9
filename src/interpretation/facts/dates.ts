const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours east of UTC: the zones of RFC 5322 section 4.3, and those that mail servers name besides. */
// prettier-ignore
const ZONES: Readonly<Record<string, number>> = {
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, bst: 1, cet: 1, met: 1, west: 1, cest: 2, mest: 2, eet: 2, eest: 3, msk: 3, ist: 5.5,
  jst: 9, kst: 9, est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7,
};

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?`;
const ZONE = String.raw`(?:\s{0,3}([+-]\d{2}:?\d{2}|[a-z]{1,4})\b)?`;
/** `Sat, 21 Nov 2026 02:18:15 +0000`, RFC 5322 section 3.3; also with dashes, and a year of two digits. */
const MAIL_DATE = new RegExp(
  String.raw`(?<!\d)(\d{1,2})[ -]{1,3}([a-z]{3})[a-z]{0,6}[ ,-]{1,3}(\d{4}|\d{2})[ ,]{1,3}${TIME}${ZONE}`,
  'i',
);
/** `Sat Nov 21 02:18:15 2026`, as C's asctime writes it, with or without a zone before the year. */
const C_DATE = new RegExp(String.raw`\b([a-z]{3})\s{1,3}(\d{1,2})\s${TIME}(?: ([a-z]{1,4}|[+-]\d{4}))? (\d{4})\b`, 'i');

/**
 * A date of a mail as ISO 8601 in UTC; null where it is none. Strict where the engine's own parser takes anything for a
 * date. A zone that is missing or unknown is taken for UTC; a year before 1980 is not taken for a date of mail.
 */
export function isoDate(value: string | null): string | null {
  if (value === null) return null;
  const text = value.slice(0, 200);
  const mail = MAIL_DATE.exec(text);
  if (mail !== null) {
    const [, day, month, year, hour, minute, second, zone] = mail;
    return toIso({ day, month, year, hour, minute, second, zone });
  }
  const c = C_DATE.exec(text);
  if (c !== null) {
    const [, month, day, hour, minute, second, zone, year] = c;
    return toIso({ day, month, year, hour, minute, second, zone });
  }
  const iso = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)/.exec(text)?.[0];
  const milliseconds = iso === undefined ? NaN : Date.parse(iso);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

type Words = Readonly<Record<'day' | 'month' | 'year' | 'hour' | 'minute' | 'second' | 'zone', string | undefined>>;

function toIso(words: Words): string | null {
  const month = MONTHS.indexOf((words.month ?? '').toLowerCase());
  const day = Number(words.day);
  const [hour, minute, second] = [Number(words.hour), Number(words.minute), Number(words.second ?? '0')];
  const written = Number(words.year);
  // RFC 5322 section 4.3: 00 to 49 are of this century.
  const year = written >= 100 ? written : written + (written < 50 ? 2000 : 1900);
  const date = new Date(Date.UTC(year, month, day, hour, minute, Math.min(second, 59)));
  if (month < 0 || year < 1980 || date.getUTCDate() !== day || date.getUTCHours() !== hour || minute > 59) return null;
  return new Date(date.getTime() - offsetMilliseconds(words.zone)).toISOString();
}

function offsetMilliseconds(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return (ZONES[zone?.toLowerCase() ?? ''] ?? 0) * 3_600_000;
}
