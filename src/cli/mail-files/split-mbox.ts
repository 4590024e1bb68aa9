const LF = 0x0a;
const CR = 0x0d;
const LINE_FROM = Buffer.from('\nFrom ');
/** RFC 4155: `From `, the sender, a date; what a paragraph beginning with "From" does not have. */
const SEPARATOR = /^From \S* *\S.*\d{1,2}:\d{2}.* \d{4}/;
const LONGEST_SEPARATOR = 512;
/** Bytes before the line end that precedes a separator: they tell whether it ends a blank line. */
const LOOK_BEHIND = 2;

/** The bytes between two separators, or that they were too many. */
export type MboxMail = { readonly bytes: Buffer } | { readonly tooLarge: true };

/**
 * The mails of an mbox, one after the other, without their separator lines and otherwise byte for byte (`>From ` is
 * left quoted). Holds one mail at a time. Bytes before the first separator count as a mail of their own.
 */
export async function* splitMbox(chunks: AsyncIterable<Buffer>, maxMailBytes: number): AsyncGenerator<MboxMail> {
  let mail = new GrowingMail(maxMailBytes);
  let sawSeparator = false;
  // As if a blank line stood before the file. The mail's bytes that are not in it yet begin at `start`.
  let held: Buffer = Buffer.from('\n\n');
  let start = held.length;
  let searched = 0;

  for await (const chunk of chunks) {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const { at, end } = nextSeparator(held, searched);
      searched = at;
      if (end === undefined) break;
      mail.add(held.subarray(start, at + 1));
      if (sawSeparator || mail.size > 0) yield mail.whole();
      sawSeparator = true;
      mail = new GrowingMail(maxMailBytes);
      start = end;
      searched = end - 1;
    }
    mail.add(held.subarray(start, searched));
    start = Math.max(start, searched);
    const passed = Math.max(0, searched - LOOK_BEHIND);
    held = held.subarray(passed);
    start -= passed;
    searched -= passed;
  }
  mail.add(held.subarray(start));
  if (sawSeparator || mail.size > 0) yield mail.whole();
}

/** Whether bytes start like an mbox. */
export function looksLikeMbox(start: Buffer): boolean {
  return isSeparator(start);
}

/**
 * Where the line end before the next separator stands and where the separator ends, its own line end included. Without
 * an end none is whole in the bytes, and none begins before `at`.
 */
function nextSeparator(bytes: Buffer, from: number): { readonly at: number; readonly end?: number } {
  for (let at = bytes.indexOf(LINE_FROM, from); at !== -1; at = bytes.indexOf(LINE_FROM, at + 1)) {
    if (!endsBlankLine(bytes, at)) continue;
    const lineEnd = bytes.indexOf(LF, at + 1);
    const length = (lineEnd === -1 ? bytes.length : lineEnd) - at;
    if (length > LONGEST_SEPARATOR) continue;
    if (lineEnd === -1) return { at };
    if (isSeparator(bytes.subarray(at + 1, lineEnd))) return { at, end: lineEnd + 1 };
  }
  return { at: Math.max(from, bytes.length - LINE_FROM.length + 1) };
}

function endsBlankLine(bytes: Buffer, at: number): boolean {
  return bytes[at - 1] === LF || (bytes[at - 1] === CR && bytes[at - 2] === LF);
}

function isSeparator(line: Buffer): boolean {
  return line[0] === LINE_FROM[1] && SEPARATOR.test(line.toString('latin1', 0, LONGEST_SEPARATOR));
}

/** A mail whose pieces are discarded once they exceed the limit. */
class GrowingMail {
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(private readonly maxBytes: number) {}

  get size(): number {
    return this.#size;
  }

  add(piece: Buffer): void {
    this.#size += piece.length;
    if (this.#size > this.maxBytes) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  whole(): MboxMail {
    return this.#size > this.maxBytes ? { tooLarge: true } : { bytes: Buffer.concat(this.#pieces) };
  }
}
