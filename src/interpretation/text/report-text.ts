import { enhancedStatusCodeIn } from '../codes/enhanced-status-code.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import { chooseRecipients, findEntries, mostTelling, type AddressEntry, type EntrySearch } from './address-entries.js';
import { Refusals } from './refusals.js';
import { namesReason } from './wording.js';

/** So many lines after an address are looked at for the reason. */
const REACH = 40;
/** And so many before the first one. */
const REACH_ABOVE = 14;
const MAX_LINE_LENGTH = 2000;
const RULE = /^[\s\-=*#_|.~+]*$/;
/** Tried on short lines only: on a long row of dashes it would try every place for the words between two rows. */
const HEADING = /^\W{0,8}[-_=]{2}.{1,200}[-_=]{2}\W{0,4}$/;
const MAX_HEADING_LENGTH = 200;
/** Behind it a server speaks of the message that it returns: `--- Below this line is a copy of the message.` */
const END = /^-{3} \S/;
/** Where an address came from says nothing of why it failed. */
const ORIGIN = /^\s*\(?(?:ultimately )?(?:expanded|generated) (?:from|by):? \S+$/;
/** Whom and what the report is about, as a header would say it. */
const SUMMARY = /^(?:(?:to|cc|from|subject|date|sent|message-id|size)\s{0,4}:[^\n]*(?:\n|$))+$/i;
/** What servers say after the reason, to everybody. */
const BOILERPLATE =
  /^(?:if |for further|please |this is an? auto|you may|no action|a (?:final|copy)|the (?:original|message) (?:message|follows|headers)|for more|to contact|note:)|\b(?:anti-?virus|virus scan\w*|scanned (?:by|for|with))\b/i;

/** What a report says to people: whom it names, and why the delivery to each failed. Each look is made once. */
export class ReportText {
  readonly lines: readonly string[];
  #entries: AddressEntry[] | undefined;
  #byAddress: Map<string, AddressEntry> | undefined;
  #refusals: Refusals | undefined;

  /** @param words - the report's own words, without a returned message */
  constructor(words: string) {
    this.lines = words.split('\n');
  }

  /** The addresses that the text says failed, each once, in its order. */
  recipients(search: EntrySearch): AddressEntry[] {
    return chooseRecipients((this.#entries ??= findEntries(this.lines)), search);
  }

  /** Where the text tells of an address; null where it does not. */
  entryFor(address: string): AddressEntry | null {
    this.#byAddress ??= mostTelling((this.#entries ??= findEntries(this.lines)));
    return this.#byAddress.get(address.toLowerCase()) ?? null;
  }

  /** A refusal that the text quotes, whomever it concerns. */
  refusal(): string | null {
    return (this.#refusals ??= new Refusals(this.lines)).first();
  }

  /**
   * Why the delivery to an address failed: what stands beside and below it, else the refusal that names it, else, for the only
   * address, the first refusal, else what introduces the addresses; null where the text names addresses only.
   * @param told - the lines of all addresses that the text tells of, ascending: what stands below one is not another's
   */
  reasonFor(entry: AddressEntry, told: readonly number[]): string | null {
    const end = Math.min(firstAbove(told, entry.line) ?? this.lines.length, entry.line + REACH);
    const below = this.#paragraphs(entry, end);
    this.#refusals ??= new Refusals(this.lines);
    const coded = codedParagraph(below);
    // What stands below the last of several addresses may be a transcript of them all.
    const named = told.length > 1 && coded !== 0 ? this.#refusals.of(entry.address) : null;
    if (named !== null) return named;
    if (coded !== null) {
      return below
        .slice(0, coded + 1)
        .filter(isProse)
        .join('\n');
    }
    const refusal = this.#refusals.of(entry.address) ?? (told.length <= 1 ? this.#refusals.first() : null);
    if (refusal !== null) return refusal;
    const words = below.filter((paragraph) => isProse(paragraph) && !BOILERPLATE.test(paragraph));
    return words.length > 0 ? words.slice(0, 2).join('\n') : this.#introduction(told[0] ?? entry.line);
  }

  /** What stands right above the first address, if it says why all of them failed. */
  #introduction(firstLine: number): string | null {
    const above = this.lines
      .slice(Math.max(0, firstLine - REACH_ABOVE), firstLine)
      .map((line) => line.slice(0, MAX_LINE_LENGTH));
    const paragraphs = above.join('\n').split(/\n(?:[ \t\-=*#_]*\n)+/);
    const telling = paragraphs
      .slice(-3)
      .filter((paragraph) => namesReason(paragraph) && !BOILERPLATE.test(paragraph.trim()));
    return telling.length > 0 ? telling.join('\n').trim() : null;
  }

  /** The words on the address's line and right below it, which may be none, and the paragraphs after them. */
  #paragraphs({ line, start, end }: AddressEntry, endLine: number): string[] {
    const text = this.lines[line] ?? '';
    const before = text.slice(Math.max(0, start - MAX_LINE_LENGTH), start);
    const after = text.slice(end, end + MAX_LINE_LENGTH);
    const isTold = /\p{L}{3}/u.test(before) && !ORIGIN.test(text);
    const beside = isTold ? before + text.slice(start, end) + after : after.replace(/^[\s>"'”»)\]:,;.]+/, '');
    const paragraphs: string[][] = [[beside]];
    for (const below of this.lines.slice(line + 1, endLine)) {
      const words = below.slice(0, MAX_LINE_LENGTH);
      if (END.test(words)) break;
      if (ORIGIN.test(words)) continue;
      if (words.trim() === '' || RULE.test(words)) paragraphs.push([]);
      else if (isHeading(words)) paragraphs.push([words], []);
      else paragraphs.at(-1)?.push(words);
    }
    const [beneath = '', ...others] = paragraphs.map((paragraph) => paragraph.join('\n').trim());
    return [beneath, ...others.filter((paragraph) => paragraph !== '')];
  }
}

/** The paragraph with an SMTP reply code, else the one with an enhanced status code. */
function codedParagraph(paragraphs: readonly string[]): number | null {
  for (const codeIn of [smtpReplyCodeIn, enhancedStatusCodeIn]) {
    const index = paragraphs.findIndex((paragraph) => codeIn(paragraph) !== null);
    if (index >= 0) return index;
  }
  return null;
}

/** Rules, headings between rules, and lines that only lead on to the next (`Reason:`) say nothing of their own. */
function isProse(paragraph: string): boolean {
  return !RULE.test(paragraph) && !isHeading(paragraph) && !SUMMARY.test(paragraph) && !/^[^\n]*:$/.test(paragraph);
}

function isHeading(text: string): boolean {
  return text.length <= MAX_HEADING_LENGTH && HEADING.test(text);
}

function firstAbove(ascending: readonly number[], value: number): number | null {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return ascending[low] ?? null;
}
