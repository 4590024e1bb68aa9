import { addressesIn, type FoundAddress } from '../facts/addresses.js';
import { isLocalDestination, isOnlyName, namesOrigin } from './origins.js';
import type { SessionTranscript } from './session-transcript.js';

/** An address that a report's words name as one that the delivery failed for. */
export interface AddressEntry {
  readonly address: string;
  /** Index of its line. */
  readonly line: number;
  /** Where on that line the address begins, and where it ends. */
  readonly start: number;
  readonly end: number;
  readonly standing: Standing;
}

/**
 * How an address stands in the text, the most telling first: alone on its line, or with a colon or remark after it, as
 * lists of failed recipients go; refused in a quoted session; at the start of a paragraph; after a word that says what
 * it is; anywhere else.
 */
const STANDINGS = ['listed', 'refused', 'leading', 'labelled', 'mentioned'] as const;
type Standing = (typeof STANDINGS)[number];

const DECORATION =
  /^[\s>*\-–•·|"'“«(<[]*(?:\(?\d{1,3}[.)]\s{0,3})?[\s>*"'“«(<[]*(?:(?:[a-z]{1,5}=[^;@=]{0,40};){0,8}dda:smtp=|rfc822;|smtp:|mailto:)?$/i;
const LABEL =
  /(?:\b(?:to|for|recipients?(?:\(s\))?|address(?:es)?|addressee|user|mailbox|account|box|attempts?|not|rcpt|an|para|a|à|al|per|adres\w*|adress\w*|empf\w+|benutzer|destinat\w+|utilisateur|usuario|dla|aan|smtp|кому|адрес\w*|ящик\w*|получател\w*)|recipient|адрес|宛|宛先|受信者|アドレス|收件人|地址|用户)[\s:=;<>[("'`*-]{0,12}(?:smtp:)?$/iu;
/** A server's refusal, which names whom it refuses: `552 5.2.2 over quota: ana@example.com`. */
const REFUSED = /^\s{0,8}(?:<<<|<--)?\s{0,4}[45][0-5]\d[ -]/;
/** What a server answered about the address before it: `ana@example.com answered 550 5.1.1 unknown`. */
const ANSWERED = /^[\s>"'”»)\]]{0,4}(?:\s+\p{L}{2,20}){0,3}[\s:]+"?[45][0-5]\d[ -]/u;
/** A displayed name, each word of which has a capital letter or is of a script that has none: `1) Ana Bell <`. */
const DISPLAYED_NAME =
  /^[\s>*•\-–]*(?:\(?\d{1,3}[.)]\s{0,3})?["']?[\p{Lu}\p{Lo}][^\s<>@:;"]{0,30}(?:,? ["(]?[\p{Lu}\p{Lo}][^\s<>@:;"]{0,30}){0,4}["']?\s{0,4}<$/u;
/** Lines that tell whom to ask. */
const FOR_HELP =
  /contact|help|assist|support|question|complain|abuse|please (?:visit|write|send|e?-?mail|forward)|report (?:this|it)|wenden|kontakt|instructions|from:|\bsender\b|sent by|mail from|reply-to|originat|message-id|https?:|received:|generated from|by the|(?:^|\b)from </i;

/** So much of what stands before an address is looked at. */
const NEAR = 160;
const MAX_DECORATION = 400;

/** What follows an address in a list: nothing, a mark, a remark in brackets, or when it failed (`on Thu, 29 Apr`). */
const LIST_ENDING =
  /^[\s>"'”»)\]]*(?:[:,;]|\.{3}|\.?$|\(|<|\[|- |\s{0,4}(?:[-=]{1,2}>|[–—] )| {2,}|\t|on \p{L}{2,3}[,.])/u;

export interface EntrySearch {
  /** Addresses that are not the recipient: the sender's, the report's own. Lower case. */
  readonly others: ReadonlySet<string>;
  /** Those among them that the report went to. Lower case. */
  readonly own: ReadonlySet<string>;
  /** Addresses that the returned message was sent to, lower case: one of them decides between mere mentions. */
  readonly sentTo: ReadonlySet<string>;
}

/** All addresses in a text that might be a recipient's, with how they stand there. */
export function findEntries(lines: readonly string[], transcript: SessionTranscript): AddressEntry[] {
  const entries: AddressEntry[] = [];
  const holds = lines.map((line) => line.includes('@'));
  // Of a run, two lines that follow each other begin with an address.
  const leads = lines.map((text, line) => {
    return holds[line] === true && (holds[line - 1] === true || holds[line + 1] === true) && startsWithAddress(text);
  });
  for (const [line, text] of lines.entries()) {
    if (holds[line] !== true) continue;
    if (isLocalDestination(text)) continue;
    const found = addressesIn(text);
    for (const [index, { address, start, end }] of found.entries()) {
      // What looks like an address may be the displayed name of the one behind it.
      const next = found[index + 1];
      if (next !== undefined && NAME_END.test(text.slice(end, next.start))) continue;
      const before = text.slice(0, nameStart(text, found[index - 1], start));
      const after = text.slice(end);
      const previousLine = lines[line - 1] ?? '';
      let standing: Standing | null;
      if (namesOrigin(before.slice(-NEAR))) standing = isOnlyName(lines, line) ? 'listed' : null;
      else if (transcript.refused.get(address.toLowerCase())?.line === line) standing = 'refused';
      else {
        const isInRun = (leads[line - 1] ?? false) || (leads[line + 1] ?? false);
        standing = standingOf(before, after, previousLine, isInRun);
      }
      if (standing !== null) entries.push({ address, line, start, end, standing });
    }
  }
  return entries;
}

const NAME_END = /^["')]{0,2} {0,4}<$/;

/** Where the address begins, or what looks like one and is its displayed name. */
function nameStart(text: string, previous: FoundAddress | undefined, start: number): number {
  return previous !== undefined && NAME_END.test(text.slice(previous.end, start)) ? previous.start : start;
}

function startsWithAddress(line: string): boolean {
  const [first] = addressesIn(line.slice(0, MAX_DECORATION));
  return first !== undefined && DECORATION.test(line.slice(0, first.start));
}

function standingOf(before: string, after: string, previousLine: string, isInRun: boolean): Standing | null {
  if (before.length <= MAX_DECORATION && (DECORATION.test(before) || DISPLAYED_NAME.test(before))) {
    if (LIST_ENDING.test(after) || ANSWERED.test(after) || (isInRun && DECORATION.test(before))) {
      return FOR_HELP.test(previousLine.slice(-NEAR)) ? 'mentioned' : 'listed';
    }
    return previousLine.trim() === '' ? 'leading' : 'mentioned';
  }
  const near = before.slice(-NEAR);
  if (FOR_HELP.test(near)) return null;
  return LABEL.test(near) || REFUSED.test(before) ? 'labelled' : 'mentioned';
}

/** The entries that name failed recipients, each address once, in the text's order. */
export function chooseRecipients(entries: readonly AddressEntry[], search: EntrySearch): AddressEntry[] {
  const foreign = entries.filter(({ address }) => !search.others.has(address.toLowerCase()));
  const known = entries.filter(({ address }) => search.sentTo.has(address.toLowerCase()));
  const own = entries.filter(({ address }) => search.own.has(address.toLowerCase()));
  for (const standing of STANDINGS) {
    const standingSo = foreign.filter((entry) => entry.standing === standing);
    const confirmed = known.filter((entry) => entry.standing === standing);
    // A list names whom it names; in prose an address that the message went to beats one that merely stands there.
    const isList = standing === 'listed' || standing === 'refused';
    const chosen = isList || confirmed.length === 0 ? standingSo : confirmed;
    if (chosen.length > 0) return [...mostTelling(chosen).values()];
    // People who write to themselves show as a list of nobody else.
    const ownListed = standing === 'refused' ? own.filter((entry) => isListed(entry)) : [];
    if (ownListed.length > 0) return [...mostTelling(ownListed).values()];
  }
  return [...mostTelling(known).values()];
}

function isListed({ standing }: AddressEntry): boolean {
  return standing === 'listed' || standing === 'refused';
}

/** For each address, by its lower case, the entry where it stands the most telling way. */
export function mostTelling(entries: readonly AddressEntry[]): Map<string, AddressEntry> {
  const best = new Map<string, AddressEntry>();
  for (const entry of entries) {
    const key = entry.address.toLowerCase();
    const known = best.get(key);
    if (known === undefined || STANDINGS.indexOf(entry.standing) < STANDINGS.indexOf(known.standing)) {
      best.set(key, entry);
    }
  }
  return best;
}
