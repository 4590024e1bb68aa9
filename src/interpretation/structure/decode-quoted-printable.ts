const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE, EQUALS] = [0x09, 0x0a, 0x0d, 0x20, 0x3d];

/**
 * Decodes quoted-printable (RFC 2045 section 6.7), white space at the ends of lines left off, what is not an escape
 * kept as it stands. One pass: patterns that look for white space at line ends take a time quadratic in its length.
 */
export function decodeQuotedPrintable(encoded: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(encoded.length);
  let length = 0;
  /** How long it is without the white space that may turn out to be at the end of a line. */
  let lengthWithoutSpace = 0;
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0;
    if (byte === TAB || byte === SPACE) {
      decoded[length++] = byte;
      continue;
    }
    if (byte === LINE_FEED || byte === CARRIAGE_RETURN) length = lengthWithoutSpace;
    const escaped = byte === EQUALS ? escapedByte(encoded, at) : null;
    const softBreak = byte === EQUALS && escaped === null ? softBreakEnd(encoded, at) : null;
    if (softBreak !== null) at = softBreak - 1;
    else decoded[length++] = escaped ?? byte;
    if (escaped !== null) at += 2;
    lengthWithoutSpace = length;
  }
  return decoded.subarray(0, lengthWithoutSpace);
}

function escapedByte(encoded: Buffer, at: number): number | null {
  const [high, low] = [hexDigit(encoded[at + 1]), hexDigit(encoded[at + 2])];
  return high === null || low === null ? null : 16 * high + low;
}

function hexDigit(byte: number | undefined): number | null {
  if (byte === undefined) return null;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : null;
}

/** Where the line after a soft line break begins; null where the `=` is none. */
function softBreakEnd(encoded: Buffer, at: number): number | null {
  let end = at + 1;
  while (encoded[end] === TAB || encoded[end] === SPACE) end++;
  if (end >= encoded.length) return end;
  if (encoded[end] === CARRIAGE_RETURN && encoded[end + 1] === LINE_FEED) return end + 2;
  return encoded[end] === LINE_FEED ? end + 1 : null;
}
