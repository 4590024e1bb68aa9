const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The mail in one piece, or, where its header is longer than the limit, the header's first lines and the body: a mail
 * with a bomb of a header may still carry a report.
 */
export function cutHeader(mail: Buffer, maxHeaderBytes: number): readonly Buffer[] {
  const start = firstLine(mail);
  const end = headerEnd(mail, start);
  if (end - start <= maxHeaderBytes) return [mail.subarray(start)];
  const lastLineEnd = mail.lastIndexOf(LINE_FEED, start + maxHeaderBytes - 1);
  const kept = lastLineEnd < start ? Buffer.alloc(0) : mail.subarray(start, lastLineEnd + 1);
  return [kept, mail.subarray(end)];
}

/** Blank lines before the header (a careless export) would end it before it began. */
function firstLine(mail: Buffer): number {
  let start = 0;
  while (mail[start] === LINE_FEED || mail[start] === CARRIAGE_RETURN) start++;
  return start;
}

/** Where the blank line that ends the header begins. */
function headerEnd(mail: Buffer, start: number): number {
  for (let at = mail.indexOf(LINE_FEED, start); at >= 0; at = mail.indexOf(LINE_FEED, at + 1)) {
    if (mail[at + 1] === LINE_FEED || (mail[at + 1] === CARRIAGE_RETURN && mail[at + 2] === LINE_FEED)) return at + 1;
  }
  return mail.length;
}
