import { isUtf8 } from 'node:buffer';
import { UnusableListError } from '../list-error.js';

const LINE_FEED = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** A superset of Latin-1, and what programs mean that say Latin-1 (WHATWG Encoding, 4.2). */
const latin1 = new TextDecoder('windows-1252');

/**
 * The text in UTF-8, without its byte order mark, in blocks that end with a line, each ended by LF alone. A line that
 * is not UTF-8 is taken for Latin-1, which every sequence of bytes is. A line longer than `maxLineBytes` is passed on
 * in pieces, as it comes: it is for the reader to refuse it.
 * @throws UnusableListError for UTF-16 and for what is no text
 */
export async function* utf8Blocks(chunks: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<Buffer, void> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isStart = true;
  const take = (block: Buffer): Buffer => {
    if (isStart) refuseNoText(block);
    const text = isStart && block.subarray(0, BOM.length).equals(BOM) ? block.subarray(BOM.length) : block;
    isStart = false;
    return withLineFeeds(isUtf8(text) ? text : lineByLine(text));
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield take(Buffer.concat([...held, chunk.subarray(0, end)]));
      held = [];
      heldBytes = 0;
    }
    const open = chunk.subarray(end);
    if (open.length === 0) continue;
    held.push(open);
    heldBytes += open.length;
    if (heldBytes <= maxLineBytes) continue;
    yield take(Buffer.concat(held));
    held = [];
    heldBytes = 0;
  }
  if (heldBytes > 0) yield take(Buffer.concat(held));
}

function refuseNoText(block: Buffer): void {
  const isUtf16 = (block[0] === 0xff && block[1] === 0xfe) || (block[0] === 0xfe && block[1] === 0xff);
  if (isUtf16) throw new UnusableListError('the list is UTF-16; save it as UTF-8');
  if (block.includes(0)) throw new UnusableListError('the list is not a text: it holds NUL bytes');
}

/** Latin-1 has a character for each byte: none is changed by passing through it. */
function withLineFeeds(block: Buffer): Buffer {
  if (!block.includes('\r\n')) return block;
  return Buffer.from(block.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function lineByLine(block: Buffer): Buffer {
  const lines: Buffer[] = [];
  for (let from = 0; from < block.length;) {
    const feed = block.indexOf(LINE_FEED, from);
    const end = feed === -1 ? block.length : feed + 1;
    const line = block.subarray(from, end);
    lines.push(isUtf8(line) ? line : Buffer.from(latin1.decode(line)));
    from = end;
  }
  return Buffer.concat(lines);
}
