import { enhancedStatusCodeIn } from '../codes/enhanced-status-code.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';

export interface EntryPlace {
  readonly address: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** So many lines after an address are looked at for the reason. */
const REACH = 40;
const RULE = /^[\s\-=*#_|.~+]*$/;
const HEADING = /^\W{0,8}-{2,}.{1,80}-{2,}\W{0,4}$|:\s*$/;

/**
 * Why the delivery to an address failed, in the report's words: what stands beside and below the address, else what a
 * transcript says of it, else the one refusal that the report quotes; null where the report names addresses only.
 */
export function reasonNear(lines: readonly string[], entry: EntryPlace, nextLine: number): string | null {
  const below = paragraphsBelow(lines, entry, Math.min(nextLine, entry.line + REACH, lines.length));
  const coded = below.findIndex(hasCode);
  if (coded >= 0)
    return below
      .slice(0, coded + 1)
      .filter(isProse)
      .join(' ');
  const told = transcriptOf(lines, entry.address);
  if (told !== null) return told;
  const words = below.filter(isProse);
  return words.length > 0 ? words.slice(0, 2).join(' ') : null;
}

function hasCode(text: string): boolean {
  return smtpReplyCodeIn(text) !== null || enhancedStatusCodeIn(text) !== null;
}

function isProse(paragraph: string): boolean {
  return !RULE.test(paragraph) && !HEADING.test(paragraph);
}

/** The words on the address's line, and the paragraphs after it. */
function paragraphsBelow(lines: readonly string[], { line, before, after }: EntryPlace, end: number): string[] {
  const rest = after.replace(/^[\s>"'”»)\]:,;.]+/, '');
  const beside = /\p{L}{3}/u.test(before) ? `${lines[line] ?? ''}` : rest;
  const paragraphs: string[][] = [[beside]];
  for (let index = line + 1; index < end; index++) {
    const text = lines[index] ?? '';
    if (text.trim() === '' || RULE.test(text)) paragraphs.push([]);
    else if (HEADING.test(text)) paragraphs.push([text], []);
    else paragraphs.at(-1)?.push(text);
  }
  return paragraphs.map((paragraph) => paragraph.join('\n').trim()).filter((paragraph) => paragraph !== '');
}

/** The lines of a session's transcript that refuse the address, else the only ones that refuse anything. */
function transcriptOf(lines: readonly string[], address: string): string | null {
  const refusals = lines.flatMap((line, index) => (isRefusal(line) ? [index] : []));
  const own = refusals.filter((index) => (lines[index] ?? '').toLowerCase().includes(address.toLowerCase()));
  const first = own[0] ?? refusals[0];
  if (first === undefined) return null;
  let last = first;
  while (last - first < 8 && /^\s+\S|^(?:<<< )?[45]\d\d-/.test(lines[last + 1] ?? '')) last++;
  return lines
    .slice(first, last + 1)
    .join('\n')
    .trim();
}

function isRefusal(line: string): boolean {
  return /(?:^|<<<|>>>|said:|"|\()\s{0,4}[45][0-5]\d[ \-]/i.test(line);
}
