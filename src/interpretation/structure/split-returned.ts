import { isMessageField, isMessageHeader } from './message-header.js';

/** A report's own words, and the message it returns where that stands in the same text. */
export interface SplitText {
  readonly own: string;
  readonly returned: string | null;
}

const QUOTE_MARK = /^[>|] ?/;

const FIELD = /^(?:[>|] ?)?([!-9;-~]{1,80}?)[ \t]?:/;
/** A header is long before this many lines, whatever unknown fields stand between. */
const HEADER_LINES = 60;

/**
 * Lines by which servers announce what they return. A report's prose also speaks of `the original message`: that is
 * none.
 */
const ANNOUNCEMENT =
  /(?:\b(?:message|mail|headers?|text)\b[^.]{0,24}\b(?:follows?|is following)\b|\bbelow this line\b|^[\s\-=|*#_.>]{2,}[^.]{0,16}\b(?:original|returned|unsent|undelivered|copy of (?:the|your))\b[^.]{0,40}\b(?:message|mail|headers?|text)\b|\b(?:a )?copy of (?:the|your) (?:original )?(?:message|mail)\b[^.]{0,60}(?:follows?|below|:)|\b(?:first|top) \d+ lines of)/i;
/** A line that only names the message, as what follows: `Old message:`, `The message you sent was:`. */
const NAMING_LABEL =
  /^\W{0,8}(?:(?:the|your|old|original|returned|bounced|undelivered|unsent|rejected|refused|failed|text|body|contents?|of|mail|message|e-?mail)\s+){1,6}(?:message|e-?mail|mail|letter|text|contents?|body)(?:\s+(?:that|you|sent|wrote|was|is|reads?|follows?|said|below|itself)){0,4}\s*:\s*$/i;
/** The same between rules: `----- Your message -----`. */
const NAMING_RULE =
  /^\s{0,8}[-=*#_]{2,}\s{0,4}(?:the |your |my |this )?(?:original |old |returned )?(?:message|e-?mail|mail|text)(?: (?:was|follows|below|text))?:?\s{0,4}[-=*#_]{2,}\s*$/i;
/** And in other languages, in a few words: `Ihre Nachricht lautete:`. */
const FOREIGN_LABEL =
  /^\W{0,4}(?:[\p{L}'’]{1,16}\s){0,3}(?:nachricht|mitteilung|courriel|message|mensaje|correo|messaggio|mensagem|bericht|meddelande|melding|besked|viesti\w*|wiadomo[sś]\p{L}*|zpr[aá]v\p{L}*|spr[aá]v\p{L}*|üzenet\p{L}*|mesaj\p{L}*|сообщени\p{L}*|письм\p{L}*|повідомлен\p{L}*|メッセージ|邮件|郵件)(?:\s[\p{L}'’]{1,16}){0,2}\s?[:：]\s*$/iu;
/** How all of these end. */
const LABEL_END = /[:：\-=*#_]\s*$/;
/** Such a line leads on to whom the message did not reach. */
const LEADING_ON =
  /(?<!\p{L})(?:nicht|not|non|no|nie|не|pas|inte|ikke|niet|não|nem|error|fehler\p{L}*|an|to|à|a|para|per|do|для|til|till|aan|voor|pour|für|for)(?!\p{L})/iu;
const REPLY = /^[\s"'(]{0,8}[45]\d\d[ -]/;
/** Speaks of another part of the mail. */
const ELSEWHERE = /attach|\blog\b|separate|session|transcript|addressed|recipient|receive/i;

/**
 * Splits a report's text where a returned message begins: at a line that announces it, or, whatever the language, where
 * the header of a message begins. The announcing line belongs to neither.
 */
export function splitReturned(text: string): SplitText {
  const lines = text.split('\n');
  // Where a run of header-like lines is known to be no header, its later lines begin none either.
  let noHeaderBefore = 0;
  let namesSomebody = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.length <= 120 && ANNOUNCEMENT.test(line) && !ELSEWHERE.test(line)) return splitAt(lines, index, index + 1);
    if (namesSomebody && isNamingLabel(line, lines.slice(index + 1, index + 3))) {
      return splitAt(lines, index, index + 1);
    }
    namesSomebody ||= line.includes('@');
    if (index < noHeaderBefore || !isFieldLine(line)) continue;
    const { isHeader, end } = headerAt(lines, index);
    if (isHeader) return splitAt(lines, index, index);
    noHeaderBefore = end;
  }
  return { own: text, returned: null };
}

function splitAt(lines: readonly string[], ownEnd: number, returnedStart: number): SplitText {
  return { own: lines.slice(0, ownEnd).join('\n'), returned: unquote(lines.slice(returnedStart)).join('\n') };
}

/**
 * What a report says of a message before it names a recipient may be of the report itself, and a reply is not a
 * message.
 */
function isNamingLabel(line: string, below: readonly string[]): boolean {
  if (line.length > 80 || !LABEL_END.test(line) || below.some((next) => REPLY.test(next))) return false;
  return NAMING_LABEL.test(line) || NAMING_RULE.test(line) || (FOREIGN_LABEL.test(line) && !LEADING_ON.test(line));
}

function isFieldLine(line: string): boolean {
  const name = FIELD.exec(line)?.[1];
  return name !== undefined && isMessageField(name.toLowerCase());
}

function headerAt(lines: readonly string[], start: number): { isHeader: boolean; end: number } {
  const names = new Set<string>();
  let end = start;
  for (; end < lines.length && end < start + HEADER_LINES; end++) {
    const line = (lines[end] ?? '').replace(QUOTE_MARK, '');
    if (line.startsWith(' ') || line.startsWith('\t')) continue;
    const name = FIELD.exec(line)?.[1];
    if (name === undefined) break;
    names.add(name.toLowerCase());
  }
  return { isHeader: isMessageHeader(names), end };
}

/** The returned message from its first header field on, without the marks that quote it. */
function unquote(lines: readonly string[]): string[] {
  const first = lines.slice(0, HEADER_LINES).findIndex(isFieldLine);
  const returned = first > 0 ? lines.slice(first) : lines;
  return QUOTE_MARK.test(returned[0] ?? '') ? returned.map((line) => line.replace(QUOTE_MARK, '')) : [...returned];
}
