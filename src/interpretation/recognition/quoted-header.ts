import { isSystemName } from './report-sender.js';

/**
 * A header as a mail program quotes it above a mail that a person forwards: in the person's language, without the
 * mail's other fields.
 */
export interface QuotedHeader {
  /** Who wrote the mail, as quoted. */
  readonly author: string;
  /** All quoted values, in their order. */
  readonly values: readonly string[];
  /** What follows the header, without the marks that quote it. */
  readonly body: string;
}

/** `Von: Mail Delivery System <MAILER-DAEMON@relay.example>`, `*Subject:* Undelivered`, `主旨：退信`. */
const FIELD = /^\s{0,8}\*{0,2}([\p{L}\p{M}][\p{L}\p{M}\p{N} .'’-]{0,30}?)\s{0,2}[:：]\*{0,2}\s{0,8}(\S.{0,500})$/u;
const CONTINUATION = /^\s{1,8}\S/;
const QUOTE_MARK = /^\s?[>|] ?/;
/** A quoted header names at least who wrote, to whom, and what about. */
const MIN_FIELDS = 3;
const MAX_FIELDS = 12;
/** Above it stands what the person writes. */
const MAX_LINES_ABOVE = 200;

/** Finds the header of a mail system's mail that a text quotes; null where it quotes none. */
export function quotedSystemHeader(text: string): QuotedHeader | null {
  const lines = text.split('\n');
  const last = Math.min(lines.length, MAX_LINES_ABOVE);
  for (let start = 0; start < last; start++) {
    if (fieldOf(lines[start] ?? '') === null) continue;
    const { values, end } = fieldsFrom(lines, start);
    const author = values.find((value) => /[@<]/.test(value) && isSystemName(value));
    if (values.length >= MIN_FIELDS && author !== undefined) {
      return { author, values, body: unquoted(lines.slice(end)).join('\n') };
    }
    start = Math.max(start, end - 1);
  }
  return null;
}

function fieldOf(line: string): string | null {
  return line.length > 600 ? null : (FIELD.exec(line.replace(QUOTE_MARK, ''))?.[2] ?? null);
}

function fieldsFrom(lines: readonly string[], start: number): { values: string[]; end: number } {
  const values: string[] = [];
  let end = start;
  for (; end < lines.length && values.length < MAX_FIELDS; end++) {
    const line = lines[end] ?? '';
    const value = fieldOf(line);
    if (value !== null) values.push(value.trim());
    else if (values.length > 0 && CONTINUATION.test(line.replace(QUOTE_MARK, ''))) {
      values.push(`${values.pop() ?? ''} ${line.trim()}`);
    } else break;
  }
  return { values, end };
}

/** Lines without the mark that quotes them, where it stands before all that are not blank. */
function unquoted(lines: readonly string[]): readonly string[] {
  const written = lines.filter((line) => line.trim() !== '');
  return written.length > 0 && written.every((line) => QUOTE_MARK.test(line))
    ? lines.map((line) => line.replace(QUOTE_MARK, ''))
    : lines;
}
