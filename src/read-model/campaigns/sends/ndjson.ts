/** One line of the text, or one that is longer than lines may be. Lines count from 1. */
export type TextLine =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly text: null };

const LINE_FEED = 0x0a;

/**
 * Splits bytes into lines as they come (NDJSON: UTF-8, `\n` or `\r\n`), blank ones left out. A line over `maxLineBytes`
 * comes without its text, and no more than that of it is ever held.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<TextLine> {
  let line = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const take = (piece: Buffer) => {
    heldBytes += piece.length;
    if (heldBytes <= maxLineBytes) held.push(piece);
  };
  const finish = (): TextLine => {
    const text = heldBytes > maxLineBytes ? null : Buffer.concat(held).toString('utf8').trim();
    held = [];
    heldBytes = 0;
    return { line: line++, text };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, end));
      from = end + 1;
      const finished = finish();
      if (finished.text !== '') yield finished;
    }
    take(chunk.subarray(from));
  }
  const last = finish();
  if (last.text !== '') yield last;
}
