/** Characters that stand around an address and not in it, unless it is quoted. */
const AROUND = '<>()[]{},;:"@\\|';
const ASCII_SPACE_OR_CONTROL = /^[\t-\r\x20]$/;
/** Letters of scripts that write words without spaces between them are taken for the sentence around the address. */
const AROUND_BEYOND_ASCII =
  /^[\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]$/u;
const IN_BRACKETS = /^[^\s<>@]+$/u;
const MAX_QUOTED_LENGTH = 64;

/**
 * The local part that a text ends with (RFC 5321 section 4.1.2, and what servers let pass); empty where it ends with
 * none. In angle brackets nearly all characters are its own. One pass from the end, since a text may consist of
 * addresses only.
 */
export function localPartAtEnd(text: string): string {
  const inBrackets = text.slice(text.lastIndexOf('<') + 1);
  if (inBrackets.length < text.length && IN_BRACKETS.test(inBrackets)) return inBrackets;
  return text.endsWith('"') ? quotedAtEnd(text) : text.slice(startOfWord(text));
}

function quotedAtEnd(text: string): string {
  const start = text.lastIndexOf('"', text.length - 2);
  const length = text.length - start - 2;
  if (start < 0 || text.length < 2 || length < 1 || length > MAX_QUOTED_LENGTH) return '';
  const quoted = text.slice(start);
  return quoted.includes('\n') ? '' : quoted;
}

function startOfWord(text: string): number {
  let start = text.length;
  while (start > 0) {
    const isPair = start > 1 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(start - 2, start));
    const before = start - (isPair ? 2 : 1);
    if (standsAround(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

function standsAround(character: string): boolean {
  return character <= '\x7f'
    ? AROUND.includes(character) || ASCII_SPACE_OR_CONTROL.test(character)
    : AROUND_BEYOND_ASCII.test(character);
}
