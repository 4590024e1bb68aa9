import { createHash } from 'node:crypto';
import type { MailId } from '../events/index.js';
import { isDroppedLine } from './dropped-line.js';

const LF = 0x0a;
const CR = 0x0d;
const GREATER_THAN = 0x3e;
const MBOX_FROM = Buffer.from('From ');
const PIECE_BYTES = 64 * 1024;

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
  writeCanonicalForm(bytes, (piece) => hash.update(piece));
  return hash.digest('hex') as MailId;
}

/**
 * Gives the canonical form out in pieces, each valid only until the next. Goes through the bytes once, one by one: a mail of
 * short lines costs no more than one of long lines.
 */
export function writeCanonicalForm(bytes: Buffer, write: (piece: Buffer) => void): void {
  const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, bytes.length + 2));
  let used = 0;
  const put = (byte: number): void => {
    if (used === piece.length) {
      write(piece);
      used = 0;
    }
    piece[used++] = byte;
  };
  const putLineEnds = (count: number): void => {
    for (; count > 0; count--) {
      put(CR);
      put(LF);
    }
  };

  let inHeader = true;
  let dropping = false;
  // Line ends wait until something follows them (the last ones are cut), and CRs until it is known what they stand before.
  let lineEnds = 0;
  let carriageReturns = 0;

  for (let at = 0, atLineStart = true; at < bytes.length;) {
    if (atLineStart) {
      if (inHeader) {
        const next = lineAfter(bytes, at);
        inHeader = !isBlank(bytes, at, next);
        dropping = inHeader && isDroppedLine(bytes, at, next, dropping);
        if (dropping) {
          at = next;
          continue;
        }
      }
      at = withoutMboxQuoting(bytes, at);
      atLineStart = false;
    }
    const byte = bytes[at++] as number;
    if (byte === CR) {
      carriageReturns++;
    } else if (byte === LF) {
      carriageReturns = 0;
      lineEnds++;
      atLineStart = true;
    } else {
      putLineEnds(lineEnds);
      for (; carriageReturns > 0; carriageReturns--) put(CR);
      lineEnds = 0;
      put(byte);
    }
  }
  if (carriageReturns > 0) putLineEnds(lineEnds);
  for (; carriageReturns > 0; carriageReturns--) put(CR);
  putLineEnds(1);
  write(piece.subarray(0, used));
}

function lineAfter(bytes: Buffer, start: number): number {
  const newline = bytes.indexOf(LF, start);
  return newline === -1 ? bytes.length : newline + 1;
}

/** Whether a line is `\r*\n`. */
function isBlank(bytes: Buffer, start: number, next: number): boolean {
  let end = next - 1;
  if (bytes[end] !== LF) return false;
  while (end > start && bytes[end - 1] === CR) end--;
  return end === start;
}

/** Where a line begins once mbox quoting (`>From `, `>>From `, …) is undone. */
function withoutMboxQuoting(bytes: Buffer, start: number): number {
  if (bytes[start] !== GREATER_THAN) return start;
  let at = start;
  while (bytes[at] === GREATER_THAN) at++;
  return bytes.subarray(at, at + MBOX_FROM.length).equals(MBOX_FROM) ? at : start;
}
