import { createHash } from 'node:crypto';
import type { MailId } from '../events/index.js';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
const GREATER_THAN = 0x3e;
const CRLF = Buffer.from('\r\n');
const MBOX_FROM = Buffer.from('From ');

/** Header fields that mail stores add to a mail they keep, so that they differ between servers and over time. */
const STORE_FIELD =
  /^(?:status|x-status|x-uid|x-uidl|x-keywords|x-imap|x-imapbase|x-mozilla-.*|content-length|lines)$/i;
const LONGEST_FIELD_NAME = 256;

/**
 * The mail's identity: SHA-256 (hex) of its canonical form v1, which is the same for a mail that came from another POP3
 * server, an mbox or a Maildir. Frozen by the golden vectors in test/golden: a change would count every mail twice.
 *
 * The canonical form: every `\r*\n` is CRLF and every other CR is kept; the top header block is without a leading mbox
 * `From ` line and without the fields that mail stores add, folded lines included; `^>+From ` is `From `; trailing blank
 * lines are cut to exactly one final CRLF.
 */
export function mailIdOf(bytes: Buffer): MailId {
  const hash = createHash('sha256');
  for (const piece of canonicalPieces(bytes)) hash.update(piece);
  return hash.digest('hex') as MailId;
}

/** The canonical form in pieces, most of them views of `bytes`: an ordinary CRLF mail is one piece, never a copy. */
export function* canonicalPieces(bytes: Buffer): Generator<Buffer> {
  const contentEnd = endWithoutTrailingBlankLines(bytes);
  let inHeader = true;
  let dropping = false;
  let endsWithNewline = false;
  // Bytes from runStart to lineStart are canonical as they stand and not yet yielded.
  let runStart = 0;

  for (let lineStart = 0, next: number; lineStart < contentEnd; lineStart = next) {
    const newline = bytes.indexOf(LF, lineStart);
    const terminated = newline !== -1 && newline < contentEnd;
    next = terminated ? newline + 1 : contentEnd;
    const textEnd = terminated ? withoutCarriageReturns(bytes, lineStart, newline) : contentEnd;

    if (textEnd === lineStart) inHeader = false;
    dropping = inHeader && isDropped(bytes, lineStart, textEnd, dropping);
    const textStart = withoutMboxQuoting(bytes, lineStart, textEnd);
    const canonicalAlready = textStart === lineStart && (!terminated || newline - textEnd === 1);
    if (!dropping) endsWithNewline = terminated;
    if (!dropping && canonicalAlready) continue;

    if (lineStart > runStart) yield bytes.subarray(runStart, lineStart);
    runStart = next;
    if (dropping) continue;
    yield bytes.subarray(textStart, textEnd);
    if (terminated) yield CRLF;
  }
  if (contentEnd > runStart) yield bytes.subarray(runStart, contentEnd);
  if (!endsWithNewline) yield CRLF;
}

/** Whether a line of the top header block is left out: an mbox separator, a mail store's field, or the folded rest of one. */
function isDropped(bytes: Buffer, start: number, end: number, previousDropped: boolean): boolean {
  const first = bytes[start];
  if (first === SPACE || first === TAB) return previousDropped;
  if (start === 0 && startsWith(bytes, MBOX_FROM, start, end)) return true;
  const colon = bytes.subarray(start, Math.min(end, start + LONGEST_FIELD_NAME)).indexOf(COLON);
  return colon > 0 && STORE_FIELD.test(bytes.toString('latin1', start, start + colon).trimEnd());
}

/** Where the text begins once mbox quoting (`>From `, `>>From `, …) is undone. */
function withoutMboxQuoting(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === GREATER_THAN) at++;
  return at > start && startsWith(bytes, MBOX_FROM, at, end) ? at : start;
}

function withoutCarriageReturns(bytes: Buffer, start: number, end: number): number {
  while (end > start && bytes[end - 1] === CR) end--;
  return end;
}

function endWithoutTrailingBlankLines(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === LF) end = withoutCarriageReturns(bytes, 0, end - 1);
  return end;
}

function startsWith(bytes: Buffer, prefix: Buffer, start: number, end: number): boolean {
  return end - start >= prefix.length && bytes.compare(prefix, 0, prefix.length, start, start + prefix.length) === 0;
}
