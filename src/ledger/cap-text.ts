import type { JsonValue } from './events/index.js';

/** Bytes (UTF-8) that a text field of an event may have: the whole text is in the evidence. */
export const MAX_TEXT_BYTES = 1024;

/** The text, cut at a character boundary so that it has at most so many bytes of UTF-8. */
export function capText(text: string, maxBytes: number = MAX_TEXT_BYTES): string {
  if (text.length * 3 <= maxBytes) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  // A continuation byte (10xxxxxx) is the inside of a character.
  while (end > 0 && (bytes[end] ?? 0) >> 6 === 0b10) end--;
  return bytes.toString('utf8', 0, end);
}

/** The same data with every text in it capped. */
export function capTexts<T>(data: T, maxBytes: number = MAX_TEXT_BYTES): T {
  return cap(data as JsonValue | undefined, maxBytes) as T;
}

function cap(value: JsonValue | undefined, maxBytes: number): JsonValue | undefined {
  if (typeof value === 'string') return capText(value, maxBytes);
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map((item) => cap(item, maxBytes) ?? null);
  const capped: Record<string, JsonValue | undefined> = {};
  for (const [key, item] of Object.entries(value)) capped[key] = cap(item, maxBytes);
  return capped;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
