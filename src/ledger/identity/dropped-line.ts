const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
const MBOX_FROM = Buffer.from('From ');

/** Header fields that mail stores add to a mail they keep, so that they differ between servers and over time. */
const STORE_FIELD =
  /^(?:status|x-status|x-uid|x-uidl|x-keywords|x-imap|x-imapbase|x-mozilla-.*|content-length|lines)$/i;
const STORE_INITIALS: ReadonlySet<number | undefined> = new Set(Buffer.from('sSxXcClL'));
const MAX_FIELD_NAME = 256;

/**
 * Whether a line of the top header block is not part of the canonical form: an mbox separator, a mail store's field, or
 * the folded continuation of one.
 */
export function isDroppedLine(bytes: Buffer, start: number, next: number, previousDropped: boolean): boolean {
  const first = bytes[start];
  if (first === SPACE || first === TAB) return previousDropped;
  if (start === 0 && bytes.subarray(0, MBOX_FROM.length).equals(MBOX_FROM)) return true;
  if (!STORE_INITIALS.has(first)) return false;
  const colon = bytes.subarray(start, Math.min(next, start + MAX_FIELD_NAME)).indexOf(COLON);
  return colon > 0 && STORE_FIELD.test(bytes.toString('latin1', start, start + colon).trimEnd());
}
