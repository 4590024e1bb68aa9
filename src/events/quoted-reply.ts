/** A reply (RFC 5321 section 4.2) that stands in a diagnostic, and where: `text.slice(start, end)`. */
export interface QuotedReply {
  readonly start: number;
  readonly end: number;
}

/** What may stand between what introduces a reply and its code. */
const OPENING = String.raw`[\s:;]{0,4}["'(<[{]?`;
const CODE = String.raw`[45][0-5]\d(?=[ -](?:#?[45]\.\d|["'<([#]?[^\d\s"'<([#])|-\s|["'\])}>]*$)`;
/** A number that the words count something with: `limit: 500 messages`. */
const NOT_COUNTED = String.raw`(?!\d{3} (?:[KMG]i?B|bytes)\b|[45][05]0 (?:e-?mails?|messages?|recipients?|seconds?|minutes?|hours?|days?|connections?) ?(?:[.,;)]|per\b|$))`;
/**
 * What introduces a reply: `said:`, Exchange's arrow, Exim's `after RCPT TO:<a@b>: host mx [ip]:`, a quotation mark or
 * bracket before a code with an enhanced one, IronPort's `550-'…'`.
 */
const INTRODUCED = new RegExp(
  String.raw`(?:(\b(?:said|says|responded|replied|answered|response|reply|returned|message|error|was|reason|LED=)(?=[ :;=["'(])${OPENING}|->${OPENING})|[\w\])>]: ?|["'(<[:]\s?(?=\d{3}[ -]#?[45]\.\d\.\d))${NOT_COUNTED}(${CODE})|(?<![\w.-])([45]\d\d)-(?=')`,
  'gi',
);
/** Words that only a reply of somebody else follows; `to review our message 552 …` is the same reply going on. */
const INTRODUCES = /[:;>"'=(<[{]\s*$|(?:said|returned)\s*$/;
/** A code with something before it, or IronPort's: without one nothing is quoted, as is so of most replies. */
const MAY_QUOTE = /[^\d\s][\s"'(<[{:;]{0,8}[45][0-5]\d(?:[ -]|["'\])}>]*$)|[45]\d\d-'/;
const ANY_CODE = /(?<!\d)[45][0-5]\d(?!\d)/g;
/** The next server then speaks of the sender, whom somebody asked it about. */
const ABOUT_SENDER = /\bcall(?:back|out)\b|\bsender (?:address )?verif\w+|\bverif\w+ (?:of )?(?:the )?sender/i;
const CLOSING: Readonly<Record<string, string>> = { "'": "'", '"': '"', '<': '>', '[': ']', '{': '}' };
/** What qmail writes below a reply. */
const BELOW = /\s(?:Giving up on \S|I'm not going to try again)/;
/** So much of a text is looked at, as much as a fact holds. */
const MAX_LENGTH = 4000;

/**
 * The innermost reply that a diagnostic quotes in words of its own: gateways put a gloss, a code or a story around what
 * the next server said. Null where nothing stands before the only reply, or where the one quoted answers a question
 * about the sender.
 */
export function quotedReply(diagnostic: string): QuotedReply | null {
  const text = diagnostic.slice(0, MAX_LENGTH);
  if (!MAY_QUOTE.test(text)) return null;
  const begun = new Set<string>();
  let seen = 0;
  let last: { readonly start: number; readonly opening: string } | null = null;
  for (const match of text.matchAll(INTRODUCED)) {
    const [whole, words, introduced, ironPorts] = match;
    const code = introduced ?? ironPorts ?? '';
    const start = match.index + whole.lastIndexOf(code);
    for (const [earlier] of text.slice(seen, start).matchAll(ANY_CODE)) begun.add(earlier);
    seen = start;
    // Each line of a reply begins with its code (RFC 5321 section 4.2.1): that is the same reply going on.
    if (ironPorts === undefined && begun.has(code) && !INTRODUCES.test(words ?? '')) continue;
    last = { start, opening: text.startsWith("-'", start + 3) ? "'" : text.charAt(start - 1) };
  }
  if (last === null || ABOUT_SENDER.test(text.slice(0, last.start))) return null;
  const closing = CLOSING[last.opening];
  const closed = closing === undefined ? -1 : text.lastIndexOf(closing);
  if (closed > last.start + 4) return { start: last.start, end: closed };
  const below = BELOW.exec(text.slice(last.start))?.index;
  return { start: last.start, end: below === undefined ? diagnostic.length : last.start + below };
}
