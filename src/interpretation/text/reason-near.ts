import { enhancedStatusCodeIn } from '../codes/enhanced-status-code.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import type { AddressEntry } from './address-entries.js';

/** So many lines after an address are looked at for the reason. */
const REACH = 40;
const RULE = /^[\s\-=*#_|.~+]*$/;
const HEADING = /^\W{0,8}-{2,}.{1,80}-{2,}\W{0,4}$/;
/** What servers say after the reason, to everybody. */
const BOILERPLATE =
  /^(?:if |for further|please |this is an? auto|you may|no action|a (?:final|copy)|the (?:original|message) (?:message|follows|headers)|for more|to contact|if you|note:)/i;

/**
 * Why the delivery to an address failed, in the report's words: what stands beside and below the address, else what a
 * transcript says of it; null where the report names addresses only.
 * @param others - the lines where other addresses are listed: what stands there belongs to them
 */
export function reasonNear(lines: readonly string[], entry: AddressEntry, others: readonly number[]): string | null {
  const nextLine = others.find((line) => line > entry.line) ?? lines.length;
  const below = paragraphsBelow(lines, entry, Math.min(nextLine, entry.line + REACH));
  const coded = below.findIndex(hasCode);
  if (coded >= 0)
    return below
      .slice(0, coded + 1)
      .filter(isProse)
      .join(' ');
  const told = transcriptOf(lines, entry.address, others.length <= 1);
  if (told !== null) return told;
  const words = below.filter((paragraph) => isProse(paragraph) && !BOILERPLATE.test(paragraph));
  return words.length > 0 ? words.slice(0, 2).join('\n') : null;
}

/** The refusals of a session's transcript; null where the text has none. */
export function refusalIn(lines: readonly string[]): string | null {
  return transcriptOf(lines, null, true);
}

function hasCode(text: string): boolean {
  return smtpReplyCodeIn(text) !== null || enhancedStatusCodeIn(text) !== null;
}

function isProse(paragraph: string): boolean {
  return !RULE.test(paragraph) && !HEADING.test(paragraph) && !/^[^\n]*:$/.test(paragraph);
}

/** The words on the address's line, and the paragraphs after it. */
function paragraphsBelow(lines: readonly string[], { line, before, after }: AddressEntry, end: number): string[] {
  const rest = after.replace(/^[\s>"'”»)\]:,;.]+/, '');
  const beside = /\p{L}{3}/u.test(before) ? (lines[line] ?? '') : rest;
  const paragraphs: string[][] = [[beside]];
  for (const text of lines.slice(line + 1, end)) {
    if (text.trim() === '' || RULE.test(text)) paragraphs.push([]);
    else if (HEADING.test(text)) paragraphs.push([text], []);
    else paragraphs.at(-1)?.push(text);
  }
  return paragraphs.map((paragraph) => paragraph.join('\n').trim()).filter((paragraph) => paragraph !== '');
}

/** The refusal in a transcript that names the address; where there is only one address, the first one. */
function transcriptOf(lines: readonly string[], address: string | null, alone: boolean): string | null {
  const refusals = lines.flatMap((line, index) => (REFUSAL.test(line) ? [index] : []));
  const named =
    address === null ? [] : refusals.filter((index) => lines[index]?.toLowerCase().includes(address.toLowerCase()));
  const first = alone ? (refusals[0] ?? null) : (named[0] ?? null);
  if (first === null) return null;
  let last = first;
  while (last - first < 8 && CONTINUATION.test(lines[last + 1] ?? '')) last++;
  return lines
    .slice(first, last + 1)
    .join('\n')
    .trim();
}

const REFUSAL = /(?:^|<<<|>>>|said:|"|\(|:)\s{0,4}[45][0-5]\d[ -]/i;
const CONTINUATION = /^\s+\S|^(?:<<< )?[45]\d\d-/;
