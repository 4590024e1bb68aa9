import { addressesIn } from '../facts/addresses.js';

/** An address that a report's words name as one that the delivery failed for. */
export interface AddressEntry {
  readonly address: string;
  /** Index of its line. */
  readonly line: number;
  /** What stands on that line before the address, and after it. */
  readonly before: string;
  readonly after: string;
  readonly standing: Standing;
}

/**
 * How an address stands in the text, the most telling first: alone on its line, or with a colon or remark after it, as lists of
 * failed recipients go; at the start of a paragraph; after a word that says what it is; anywhere else.
 */
const STANDINGS = ['listed', 'leading', 'labelled', 'mentioned'] as const;
type Standing = (typeof STANDINGS)[number];

const DECORATION =
  /^[\s>*\-–•·|"'“«(<[]*(?:\(?\d{1,3}[.)]\s{0,3})?[\s>*"'“«(<[]*(?:(?:[a-z]{1,5}=[^;@=]{0,40};){0,8}dda:smtp=|rfc822;|smtp:|mailto:)?$/i;
const LABEL =
  /(?:\b(?:to|for|recipients?(?:\(s\))?|address(?:es)?|addressee|user|mailbox|account|box|attempts?|not|rcpt|an|para|a|à|al|per|adres\w*|adress\w*|empf\w+|benutzer|destinat\w+|utilisateur|usuario|dla|aan|smtp|кому|адрес\w*|ящик\w*|получател\w*)|recipient|адрес|宛|宛先|受信者|アドレス|收件人|地址|用户)[\s:=;<>[("'`*-]{0,12}(?:smtp:)?$/iu;
/** Lines that tell whom to ask. */
const FOR_HELP =
  /contact|help|assist|support|question|complain|abuse|please (?:visit|write|send|e?-?mail|forward)|report (?:this|it)|wenden|kontakt|instructions|from:|sender|sent by|mail from|reply-to|originat|message-id|https?:|received:|generated from|by the|(?:^|\b)from </i;

/** What follows an address in a list: nothing, a mark, a remark in brackets, or when it failed (`on Thu, 29 Apr`). */
const LIST_ENDING = /^[\s>"'”»)\]]*(?:[:,;]|\.{3}|\.?$|\(|<|\[|- | {2,}|\t|on \p{L}{2,3}[,.])/u;

export interface EntrySearch {
  /** Addresses that are not the recipient: the sender's, the report's own. Lower case. */
  readonly others: ReadonlySet<string>;
  /** Addresses that the returned message was sent to, lower case: one of them decides between mere mentions. */
  readonly sentTo: ReadonlySet<string>;
}

/** The addresses that a report's own words say failed, each once, in the text's order. */
export function addressEntries(lines: readonly string[], search: EntrySearch): AddressEntry[] {
  const candidates = findCandidates(lines);
  const foreign = candidates.filter(({ address }) => !search.others.has(address.toLowerCase()));
  const known = candidates.filter(({ address }) => search.sentTo.has(address.toLowerCase()));
  for (const standing of STANDINGS) {
    const standingSo = foreign.filter((entry) => entry.standing === standing);
    const confirmed = known.filter((entry) => entry.standing === standing);
    // A list names whom it names; in prose an address that the message went to beats one that merely stands there.
    const chosen = standing === 'listed' || confirmed.length === 0 ? standingSo : confirmed;
    if (chosen.length > 0) return unique(chosen);
  }
  return unique(known);
}

/** Where a text tells of an address whose failure a report states elsewhere; null where it does not. */
export function entryFor(lines: readonly string[], address: string): AddressEntry | null {
  const places = findCandidates(lines).filter((entry) => entry.address.toLowerCase() === address.toLowerCase());
  return (
    STANDINGS.map((standing) => places.find((entry) => entry.standing === standing)).find(
      (place) => place !== undefined,
    ) ?? null
  );
}

function findCandidates(lines: readonly string[]): AddressEntry[] {
  const entries: AddressEntry[] = [];
  for (const [line, text] of lines.entries()) {
    if (!text.includes('@')) continue;
    for (const { address, start, end } of addressesIn(text)) {
      const before = text.slice(0, start);
      const after = text.slice(end);
      const standing = standingOf(before, after, lines[line - 1] ?? '');
      if (standing !== null) entries.push({ address, line, before, after, standing });
    }
  }
  return entries;
}

function standingOf(before: string, after: string, previousLine: string): Standing | null {
  if (DECORATION.test(before)) {
    if (LIST_ENDING.test(after)) return FOR_HELP.test(previousLine) ? 'mentioned' : 'listed';
    return previousLine.trim() === '' ? 'leading' : 'mentioned';
  }
  if (FOR_HELP.test(before)) return null;
  return LABEL.test(before) ? 'labelled' : 'mentioned';
}

function unique(entries: readonly AddressEntry[]): AddressEntry[] {
  const seen = new Map<string, AddressEntry>();
  for (const entry of entries) {
    const key = entry.address.toLowerCase();
    if (!seen.has(key)) seen.set(key, entry);
  }
  return [...seen.values()];
}
