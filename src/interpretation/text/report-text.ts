import { enhancedStatusCodeIn } from '../codes/enhanced-status-code.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import { chooseRecipients, findEntries, mostTelling, type AddressEntry, type EntrySearch } from './address-entries.js';
import { isBoilerplate, isProse, MAX_LINE_LENGTH, paragraphsBelow } from './paragraphs.js';
import { labelledReason } from './labelled-reason.js';
import { Refusals } from './refusals.js';
import { SessionTranscript } from './session-transcript.js';
import { namesReason } from './wording.js';

/** So many lines after an address are looked at for the reason. */
const REACH = 40;
/** And so many before the first one. */
const REACH_ABOVE = 14;

interface ListedAddresses {
  readonly first: number;
  readonly last: number;
  readonly shared: readonly string[];
}

/** What a report says to people: whom it names, and why the delivery to each failed. Each look is made once. */
export class ReportText {
  readonly lines: readonly string[];
  #entries: AddressEntry[] | undefined;
  #byAddress: Map<string, AddressEntry> | undefined;
  #refusals: Refusals | undefined;
  #transcript: SessionTranscript | undefined;
  #byLine: Map<number, AddressEntry> | undefined;
  /** The list that was looked at last: its addresses are asked for one after the other. */
  #list: ListedAddresses | undefined;

  /** @param words - the report's own words, without a returned message */
  constructor(words: string) {
    this.lines = words.split('\n');
  }

  /** The addresses that the text says failed, each once, in its order. */
  recipients(search: EntrySearch): AddressEntry[] {
    return chooseRecipients(this.#allEntries, search);
  }

  /** Where the text tells of an address; null where it does not. */
  entryFor(address: string): AddressEntry | null {
    this.#byAddress ??= mostTelling(this.#allEntries);
    return this.#byAddress.get(address.toLowerCase()) ?? null;
  }

  /** A refusal that the text quotes, whomever it concerns. */
  refusal(): string | null {
    return this.transcript.onlyReply ?? (this.#refusals ??= new Refusals(this.lines)).first();
  }

  get transcript(): SessionTranscript {
    return (this.#transcript ??= new SessionTranscript(this.lines));
  }

  get #allEntries(): AddressEntry[] {
    return (this.#entries ??= findEntries(this.lines, this.transcript));
  }

  /**
   * Why the delivery to an address failed: what the quoted session says of it, else what stands beside and below it,
   * else the refusal that names it, else, for the only address, the first refusal, else what introduces the addresses;
   * null where the text names addresses only. Addresses that stand one below the other, with nothing beside them, share
   * what stands below the last.
   * @param addressLines - the lines of all addresses in the text, ascending: what stands below one is not another's
   */
  reasonFor(entry: AddressEntry, addressLines: readonly number[]): string | null {
    const refused = this.transcript.refused.get(entry.address.toLowerCase());
    if (refused !== undefined) return refused.reply;
    const isOnly = addressLines.length <= 1;
    if (isOnly && this.transcript.onlyReply !== null) return this.transcript.onlyReply;
    const below = this.#below(entry, addressLines);
    this.#refusals ??= new Refusals(this.lines);
    const coded = codedParagraph(below);
    // What stands below the last of several addresses may be a transcript of them all.
    const named = !isOnly && coded !== 0 ? this.#refusals.of(entry.address) : null;
    if (named !== null) return named;
    if (coded !== null) {
      return below
        .slice(0, coded + 1)
        .filter(isProse)
        .join('\n');
    }
    const refusal = this.#refusals.of(entry.address) ?? (isOnly ? this.#refusals.first() : null);
    if (refusal !== null) return refusal;
    const prose = below.filter((paragraph) => isProse(paragraph) && !isBoilerplate(paragraph));
    const words = prose.slice(0, 2).join('\n');
    if (words !== '' && namesReason(words)) return words;
    const later = isOnly ? prose.slice(2).find((paragraph) => namesReason(paragraph)) : undefined;
    if (later !== undefined) return `${words}\n${later}`;
    const labelled = labelledReason(this.lines, entry.line);
    if (labelled !== null) return labelled;
    const introduction = this.#introduction(addressLines[0] ?? entry.line);
    return [introduction, words].filter((text) => text !== null && text !== '').join('\n') || null;
  }

  #below(entry: AddressEntry, addressLines: readonly number[]): readonly string[] {
    const own = paragraphsBelow(this.lines, entry, this.#end(entry.line, addressLines));
    if (own.some((paragraph) => paragraph !== '')) return own;
    const list = this.#list;
    if (list !== undefined && list.first <= entry.line && entry.line <= list.last) return list.shared;
    return (this.#list = this.#listFrom(entry.line, addressLines)).shared;
  }

  /**
   * A list of addresses, each on the line after the one before, and what stands below the last if it is not about that
   * one alone.
   */
  #listFrom(first: number, addressLines: readonly number[]): ListedAddresses {
    let last = first;
    for (let next = firstAbove(addressLines, last); next === last + 1; next = firstAbove(addressLines, last)) {
      last = next;
    }
    this.#byLine ??= new Map(this.#allEntries.map((entry) => [entry.line, entry]));
    const entry = this.#byLine.get(last);
    if (last === first || entry === undefined) return { first, last, shared: [] };
    const [beneath = '', ...others] = paragraphsBelow(this.lines, entry, this.#end(last, addressLines));
    const isAlone = (this.lines[last] ?? '').slice(entry.end).trim().length <= 1;
    const shared = isAlone ? [beneath, ...others] : others;
    return { first, last, shared: shared.filter((paragraph) => !paragraph.includes(entry.address)) };
  }

  #end(line: number, addressLines: readonly number[]): number {
    return Math.min(firstAbove(addressLines, line) ?? this.lines.length, line + REACH);
  }

  /** What stands right above the first address, if it says why all of them failed. */
  #introduction(firstLine: number): string | null {
    const above = this.lines
      .slice(Math.max(0, firstLine - REACH_ABOVE), firstLine)
      .map((line) => line.slice(0, MAX_LINE_LENGTH));
    const paragraphs = above.join('\n').split(/\n(?:[ \t\-=*#_]*\n)+/);
    const telling = paragraphs
      .slice(-3)
      .filter((paragraph) => namesReason(paragraph) && !isBoilerplate(paragraph.trim()));
    return telling.length > 0 ? telling.join('\n').trim() : null;
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
