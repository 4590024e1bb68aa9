/** A report's own words, and the message it returns where that stands in the same text. */
export interface SplitText {
  readonly own: string;
  readonly returned: string | null;
}

const QUOTE_MARK = /^[>|] ?/;

/** Fields that messages have; three different ones together are a message's header and no prose. */
const HEADER_FIELD =
  /^(?:[>|] ?)?(return-path|received|from|to|cc|date|subject|message-id|mime-version|content-type|content-transfer-encoding|reply-to|sender|dkim-signature|domainkey-signature|references|in-reply-to|delivered-to|envelope-to|errors-to|precedence|list-[a-z-]+|x-[a-z0-9-]+|authentication-results|arc-[a-z-]+|organization|importance|user-agent|delivery-date|apparently-to|status|comments|thread-[a-z]+)[ \t]?:/i;
const FIELDS_NEEDED = 3;
/** Summaries of a message list its To, Date and Subject too; these only stand in headers. */
const TELLING = new Set([
  'return-path',
  'received',
  'message-id',
  'mime-version',
  'dkim-signature',
  'delivered-to',
  'domainkey-signature',
]);
/** A header is long before this many lines, whatever unknown fields stand between. */
const HEADER_LINES = 60;

/** Lines by which servers announce what they return. A report's prose also speaks of `the original message`: that is none. */
const ANNOUNCEMENT =
  /(?:\b(?:message|mail|headers?|text)\b[^.]{0,24}\b(?:follows?|is following)\b|\bbelow this line\b|^[\s\-=|*#_.>]{2,}[^.]{0,16}\b(?:original|returned|unsent|undelivered|copy of (?:the|your))\b[^.]{0,40}\b(?:message|mail|headers?)\b|\b(?:a )?copy of (?:the|your) (?:original )?(?:message|mail)\b[^.]{0,60}(?:follows?|below|:)|\b(?:first|top) \d+ lines of)/i;
/** Speaks of another part of the mail. */
const ELSEWHERE = /attach|\blog\b|separate|session|transcript|addressed|recipient|receive/i;

/**
 * Splits a report's text where a returned message begins: at a line that announces it, or, whatever the language, where the
 * header of a message begins. The announcing line belongs to neither.
 */
export function splitReturned(text: string): SplitText {
  const lines = text.split('\n');
  // Where a run of header-like lines is known to be no header, its later lines begin none either.
  let noHeaderBefore = 0;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.length <= 120 && ANNOUNCEMENT.test(line) && !ELSEWHERE.test(line)) return splitAt(lines, index, index + 1);
    if (index < noHeaderBefore || !HEADER_FIELD.test(line)) continue;
    const { isHeader, end } = headerAt(lines, index);
    if (isHeader) return splitAt(lines, index, index);
    noHeaderBefore = end;
  }
  return { own: text, returned: null };
}

function splitAt(lines: readonly string[], ownEnd: number, returnedStart: number): SplitText {
  return { own: lines.slice(0, ownEnd).join('\n'), returned: unquote(lines.slice(returnedStart)).join('\n') };
}

function headerAt(lines: readonly string[], start: number): { isHeader: boolean; end: number } {
  const names = new Set<string>();
  let end = start;
  for (; end < lines.length && end < start + HEADER_LINES; end++) {
    const line = (lines[end] ?? '').replace(QUOTE_MARK, '');
    if (line.startsWith(' ') || line.startsWith('\t')) continue;
    const name = HEADER_FIELD.exec(line)?.[1]?.toLowerCase();
    if (name !== undefined) names.add(name);
    else if (!/^[!-9;-~]{1,80}:/.test(line)) break;
  }
  return { isHeader: names.size >= FIELDS_NEEDED && [...names].some((name) => TELLING.has(name)), end };
}

/** The returned message from its first header field on, without the marks that quote it. */
function unquote(lines: readonly string[]): string[] {
  const first = lines.slice(0, HEADER_LINES).findIndex((line) => HEADER_FIELD.test(line));
  const returned = first > 0 ? lines.slice(first) : lines;
  return QUOTE_MARK.test(returned[0] ?? '') ? returned.map((line) => line.replace(QUOTE_MARK, '')) : [...returned];
}
