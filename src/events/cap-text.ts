/** The text, cut at a character boundary so that it has at most so many bytes of UTF-8. */
export function capText(text: string, maxBytes: number): string {
  // No UTF-16 code unit takes more than three bytes.
  if (text.length * 3 <= maxBytes) return text;
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text, 'utf8');
  let end = maxBytes;
  // A continuation byte (10xxxxxx) is the inside of a character.
  while (end > 0 && (bytes[end] ?? 0) >> 6 === 0b10) end--;
  return bytes.toString('utf8', 0, end);
}
