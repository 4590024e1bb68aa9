import { createHash } from 'node:crypto';
import type { MailId } from '../../events/index.js';
import { isDroppedLine } from './dropped-line.js';
import { PieceWriter } from './piece-writer.js';

const LF = 0x0a;
const CR = 0x0d;
const GREATER_THAN = 0x3e;
const MBOX_FROM = Buffer.from('From ');
const LINE_END = Buffer.from('\r\n');

/**
 * The mail's identity: SHA-256 (hex) of its canonical form v1, which is the same for a mail that came from another POP3
 * server, an mbox or a Maildir. Frozen by the golden vectors in test/golden: a change would count every mail twice.
 *
 * The canonical form: every `\r*\n` is CRLF and every other CR is kept; the top header block is without a leading mbox
 * `From ` line and without the fields that mail stores add, folded lines included; `^>+From ` is `From `; trailing
 * blank lines are cut to exactly one final CRLF.
 */
export function mailIdOf(bytes: Buffer): MailId {
  const hash = createHash('sha256');
  writeCanonicalForm(bytes, (piece) => hash.update(piece));
  return hash.digest('hex') as MailId;
}

/**
 * Gives the canonical form out in pieces, each valid only until the next. An ordinary CRLF mail is one piece, a view of
 * its own bytes; linear in the mail's length whatever its lines are like.
 */
export function writeCanonicalForm(bytes: Buffer, write: (piece: Buffer) => void): void {
  const end = withoutTrailingBlankLines(bytes);
  const writer = new PieceWriter(write);
  let inHeader = true;
  let dropping = false;
  let endsWithLineEnd = false;
  // What stands from here to the line looked at is canonical as it is and not yet written.
  let pending = 0;

  for (let start = 0, next: number; start < end; start = next) {
    const newline = bytes.indexOf(LF, start);
    const isTerminated = newline !== -1 && newline < end;
    next = isTerminated ? newline + 1 : end;
    const textEnd = isTerminated ? withoutCarriageReturns(bytes, start, newline) : end;

    if (textEnd === start) inHeader = false;
    dropping = inHeader && isDroppedLine(bytes, start, next, dropping);
    if (!dropping) endsWithLineEnd = isTerminated;
    const textStart = withoutMboxQuoting(bytes, start);
    const isCanonical = textStart === start && (!isTerminated || newline === textEnd + 1);
    if (isCanonical && !dropping) continue;

    writer.write(bytes, pending, start);
    pending = next;
    if (dropping) continue;
    writer.write(bytes, textStart, textEnd);
    if (isTerminated) writer.write(LINE_END, 0, LINE_END.length);
  }
  writer.write(bytes, pending, end);
  if (!endsWithLineEnd) writer.write(LINE_END, 0, LINE_END.length);
  writer.flush();
}

/** Where the content ends once the line end of the last line and every blank line after it are cut off. */
function withoutTrailingBlankLines(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === LF) end = withoutCarriageReturns(bytes, 0, end - 1);
  return end;
}

function withoutCarriageReturns(bytes: Buffer, start: number, end: number): number {
  while (end > start && bytes[end - 1] === CR) end--;
  return end;
}

/** Where a line begins once mbox quoting (`>From `, `>>From `, …) is undone. */
function withoutMboxQuoting(bytes: Buffer, start: number): number {
  if (bytes[start] !== GREATER_THAN) return start;
  let at = start;
  while (bytes[at] === GREATER_THAN) at++;
  return bytes.subarray(at, at + MBOX_FROM.length).equals(MBOX_FROM) ? at : start;
}
