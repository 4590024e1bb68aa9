/** A report's own words, and the message it returns where that stands in the same text. */
export interface SplitText {
  readonly own: string;
  readonly returned: string | null;
}

/** Fields that begin the headers of messages; three different ones in a row are a message's header and no prose. */
const HEADER_FIELD =
  /^(?:[>|] ?)?(return-path|received|from|to|cc|date|subject|message-id|mime-version|content-type|content-transfer-encoding|reply-to|sender|dkim-signature|domainkey-signature|references|in-reply-to|delivered-to|envelope-to|errors-to|precedence|list-[a-z-]+|x-[a-z0-9-]+|authentication-results|arc-[a-z-]+|organization|importance|user-agent|delivery-date|apparently-to|status|comments|thread-[a-z]+)[ \t]?:/i;
const FIELDS_NEEDED = 3;
/** A header begins with one of these in the order of RFC 5322; a line `To:` or `Subject:` alone also opens summaries. */
const TELLING = new Set([
  'return-path',
  'received',
  'message-id',
  'mime-version',
  'dkim-signature',
  'delivered-to',
  'domainkey-signature',
]);

/**
 * Splits a report's text where the header of a returned message begins, whatever line announces it and in whatever language.
 * The announcing line stays with the report's own words.
 */
export function splitReturned(text: string): SplitText {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    if (HEADER_FIELD.test(lines[index] ?? '') && isHeaderAt(lines, index)) {
      return { own: lines.slice(0, index).join('\n'), returned: unquote(lines, index) };
    }
  }
  return { own: text, returned: null };
}

function isHeaderAt(lines: readonly string[], start: number): boolean {
  const names = new Set<string>();
  for (let index = start; index < lines.length && index < start + 60; index++) {
    const line = (lines[index] ?? '').replace(/^[>|] ?/, '');
    if (line.startsWith(' ') || line.startsWith('\t')) continue;
    const name = HEADER_FIELD.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) {
      if (/^[!-9;-~]+:/.test(line)) continue;
      break;
    }
    names.add(name);
  }
  return names.size >= FIELDS_NEEDED && [...names].some((name) => TELLING.has(name));
}

/** The returned message without the marks that quote it. */
function unquote(lines: readonly string[], start: number): string {
  const mark = /^[>|] ?/.exec(lines[start] ?? '')?.[0];
  const returned = lines.slice(start);
  return (mark === undefined ? returned : returned.map((line) => line.replace(/^[>|] ?/, ''))).join('\n');
}
