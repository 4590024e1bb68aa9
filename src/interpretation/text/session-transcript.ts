import { addressesIn } from '../facts/addresses.js';

/**
 * A line of a session's transcript behind the mark of who spoke: `>>> RCPT To:<a@b.example>`, `<<< 550 5.1.1 unknown`.
 */
const MARKED = /^(?:[^<>]{0,60}[\s\]])?(?:>>>|<<<|-->|<--)\s*(\S.{0,2000})$/;
/** What a server adds about one recipient: `550 5.1.1 <a@b.example>... User unknown`. */
const RESULT = /^\s{0,4}(?:[45]\d\d )(?:[45]\.\d\.\d{1,3} )?(\S{1,400}?)(?: \(\w{1,16}\))?\.\.\. {0,2}(\S.{0,500})$/;
/** Lines without any of it are of no session. */
const OF_SESSION = /<<<|>>>|<--|-->|\.\.\./;
const REPLY = /^[2-5]\d\d[ -]/;
const REFUSAL = /^[45]\d\d[ -]/;
/** A consequence of earlier refusals: there is nobody left to send to. */
const CONSEQUENCE = /^503[ -]/;
const RCPT = /^rcpt to\s{0,4}:/i;
const MAX_LINES = 12;

/** Whom a transcript says a server refused, and on which line. */
export interface RefusedRecipient {
  readonly line: number;
  readonly reply: string;
}

/**
 * The SMTP session that a report quotes, line by line, as sendmail and others do. The remote server's reply to a
 * command beats what the reporting server says of it afterwards.
 */
export class SessionTranscript {
  /** By address in lower case. */
  readonly refused = new Map<string, RefusedRecipient>();
  readonly #replies: string[] = [];
  #byFirstLine: ReadonlyMap<string, string> | undefined;

  constructor(lines: readonly string[]) {
    /** What the remote server refused last, and nobody's result took yet. */
    let reply: string | null = null;
    let previous: { readonly line: number; readonly words: string; readonly reply: string } | null = null;
    let recipient: string | null = null;
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] ?? '';
      if (!OF_SESSION.test(line)) continue;
      const said = line.length > 2100 ? null : (MARKED.exec(line)?.[1] ?? null);
      if (said !== null && REPLY.test(said)) {
        const end = replyEnd(lines, at);
        const words = lines.slice(at, end).map((each) => (MARKED.exec(each)?.[1] ?? each).trim());
        at = end - 1;
        if (!REFUSAL.test(said) || CONSEQUENCE.test(said)) continue;
        reply = words.join('\n');
        this.#replies.push(reply);
        if (recipient !== null) this.#add(recipient, at, reply);
        recipient = null;
      } else if (said !== null) {
        recipient = RCPT.test(said) ? (addressesIn(said)[0]?.address ?? null) : null;
        reply = null;
      } else {
        const [, whom = '', words = ''] = RESULT.exec(line) ?? [];
        if (words === '') continue;
        // One refusal may be of all recipients: their results then follow each other, in the same words.
        const shared: string | null =
          previous !== null && previous.line === at - 1 && previous.words === words ? previous.reply : null;
        const own: string = reply ?? shared ?? resultOf(lines, at, words);
        previous = { line: at, words, reply: own };
        reply = null;
        const address = addressesIn(whom)[0]?.address;
        if (address !== undefined) this.#add(address, at, own);
      }
    }
  }

  /** The only refusal of the session; null where it has none, or several. */
  get onlyReply(): string | null {
    return this.#replies.length === 1 ? (this.#replies[0] ?? null) : null;
  }

  /** The whole of a reply of which a report quotes the first line. */
  wholeReply(firstLine: string): string | null {
    this.#byFirstLine ??= new Map(
      // Of those that begin alike the first one counts.
      this.#replies.toReversed().map((reply) => [folded(reply.split('\n', 1)[0] ?? ''), reply]),
    );
    return this.#byFirstLine.get(folded(firstLine)) ?? null;
  }

  #add(address: string, line: number, reply: string): void {
    const key = address.toLowerCase();
    if (!this.refused.has(key)) this.refused.set(key, { line, reply });
  }
}

/**
 * What the reporting server itself says: a reply behind the dots, or the line with what a program for local delivery
 * wrote above it.
 */
function resultOf(lines: readonly string[], line: number, words: string): string {
  if (REFUSAL.test(words)) return words;
  let start = line;
  while (start > 0 && line - start < MAX_LINES && isProgramOutput(lines[start - 1] ?? '')) start--;
  return lines
    .slice(start, line + 1)
    .join('\n')
    .trim();
}

function isProgramOutput(line: string): boolean {
  return /^[^\s.<>-][^<>]{1,500}$/.test(line) && !/\bwhile talking\b|^\d{3}[ -]/i.test(line);
}

/**
 * Where the line behind a reply's last one stands: all lines but the last have a dash behind the code (RFC 5321 section
 * 4.2.1).
 */
function replyEnd(lines: readonly string[], start: number): number {
  let end = start;
  while (end < lines.length && end - start < MAX_LINES) {
    const said = MARKED.exec((lines[end] ?? '').slice(0, 2100))?.[1];
    if (said === undefined || !REPLY.test(said)) return end === start ? end + 1 : end;
    end++;
    if (said[3] !== '-') return end;
  }
  return end;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
