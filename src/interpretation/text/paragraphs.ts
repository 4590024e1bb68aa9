import { isOriginLine, remarksAbove } from './origins.js';
import type { AddressEntry } from './address-entries.js';

export const MAX_LINE_LENGTH = 2000;
const RULE = /^[\s\-=*#_|.~+]*$/;
/** Tried on short lines only: on a long row of dashes it would try every place for the words between two rows. */
const HEADING = /^\W{0,8}[-_=]{2}.{1,200}[-_=]{2}\W{0,4}$/;
const MAX_HEADING_LENGTH = 200;
/** Behind it a server speaks of the message that it returns: `--- Below this line is a copy of the message.` */
const END = /^-{3} \S/;
/** Whom and what the report is about, as a header would say it. */
const SUMMARY = /^(?:(?:to|cc|from|subject|date|sent|message-id|size)\s{0,4}:[^\n]*(?:\n|$))+$/i;
/** What servers say after the reason, to everybody. */
const BOILERPLATE =
  /^(?:if |for further|please |this is an? auto|you may|no action|a (?:final|copy)|the (?:original|message) (?:message|follows|headers)|for more|to contact|note:)|\b(?:anti-?virus|virus scan\w*|scanned (?:by|for|with))\b/i;

/** The words on the address's line and right below it, which may be none, and the paragraphs after them. */
export function paragraphsBelow(lines: readonly string[], entry: AddressEntry, endLine: number): string[] {
  const { line, start, end } = entry;
  const text = lines[line] ?? '';
  const before = text.slice(Math.max(0, start - MAX_LINE_LENGTH), start);
  const after = text.slice(end, end + MAX_LINE_LENGTH);
  const saysMore = /\p{L}{3}/u.test(before) && !isOriginLine(text);
  const beside = saysMore ? before + text.slice(start, end) + after : after.replace(/^[\s>"'”»)\]:,;.]+/, '');
  const paragraphs: string[][] = [[...remarksAbove(lines, line), beside]];
  for (const below of lines.slice(line + 1, endLine)) {
    const words = below.slice(0, MAX_LINE_LENGTH);
    if (END.test(words)) break;
    if (isOriginLine(words)) continue;
    if (words.trim() === '' || RULE.test(words)) paragraphs.push([]);
    else if (isHeading(words)) paragraphs.push([words], []);
    else paragraphs.at(-1)?.push(words);
  }
  const [beneath = '', ...others] = paragraphs.map((paragraph) => paragraph.join('\n').trim());
  return [beneath, ...others.filter((paragraph) => paragraph !== '')];
}

/** Rules, headings between rules, and lines that only lead on to the next (`Reason:`) say nothing of their own. */
export function isProse(paragraph: string): boolean {
  return !RULE.test(paragraph) && !isHeading(paragraph) && !SUMMARY.test(paragraph) && !/^[^\n]*:$/.test(paragraph);
}

/** Whether a paragraph says to everybody what has nothing to do with the reason. */
export function isBoilerplate(paragraph: string): boolean {
  return BOILERPLATE.test(paragraph);
}

function isHeading(text: string): boolean {
  return text.length <= MAX_HEADING_LENGTH && HEADING.test(text);
}
