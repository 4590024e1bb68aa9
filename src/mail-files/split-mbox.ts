const LF = 0x0a;
/** RFC 4155: `From `, the sender, a date; what a paragraph beginning with "From" does not have. */
const SEPARATOR = /^From \S* *\S.*\d{1,2}:\d{2}.* \d{4}/;
const LONGEST_SEPARATOR = 512;

/** The bytes between two separators, or that they were too many. */
export type MboxMail = { readonly bytes: Buffer } | { readonly tooLarge: true };

/**
 * The mails of an mbox, one after the other, without their separator lines and otherwise byte for byte (`>From ` is left
 * quoted). Holds one mail at a time. Bytes before the first separator count as a mail of their own.
 */
export async function* splitMbox(chunks: AsyncIterable<Buffer>, maxMailBytes: number): AsyncGenerator<MboxMail> {
  let lines: Buffer[] = [];
  let size = 0;
  let afterBlankLine = true;
  let sawSeparator = false;

  for await (const line of linesOf(chunks)) {
    if (afterBlankLine && isSeparator(line)) {
      if (sawSeparator || size > 0) yield mail();
      sawSeparator = true;
      lines = [];
      size = 0;
    } else {
      size += line.length;
      if (size <= maxMailBytes) lines.push(line);
      else lines = [];
    }
    afterBlankLine = isBlank(line);
  }
  if (sawSeparator || size > 0) yield mail();

  function mail(): MboxMail {
    return size <= maxMailBytes ? { bytes: Buffer.concat(lines) } : { tooLarge: true };
  }
}

/** Whether bytes begin like an mbox. */
export function looksLikeMbox(start: Buffer): boolean {
  return isSeparator(start);
}

function isSeparator(line: Buffer): boolean {
  return line[0] === 0x46 && SEPARATOR.test(line.toString('latin1', 0, LONGEST_SEPARATOR));
}

function isBlank(line: Buffer): boolean {
  return line.length <= 2 && (line[0] === LF || line[1] === LF);
}

/** Lines with their ends; a line longer than a chunk is handed on in pieces, so that none is ever collected. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LF) + 1; end > 0; end = bytes.indexOf(LF, start) + 1) {
      yield bytes.subarray(start, end);
      start = end;
    }
    rest = bytes.subarray(start);
    if (rest.length > LONGEST_SEPARATOR) {
      yield rest;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0) yield rest;
}
