import { capText, type JsonValue } from '../events/index.js';

/** Bytes (UTF-8) that a text field of an event may have: the whole text is in the evidence. */
export const MAX_TEXT_BYTES = 1024;

/** The same value with every text in it capped; the very same where none is too long, which is nearly always. */
export function capTexts<T>(value: T, maxBytes: number = MAX_TEXT_BYTES): T {
  return cap(value as JsonValue | undefined, maxBytes) as T;
}

function cap(value: JsonValue | undefined, maxBytes: number): JsonValue | undefined {
  if (typeof value === 'string') return capText(value, maxBytes);
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) {
    const items = value.map((item) => cap(item, maxBytes) ?? null);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let capped: Record<string, JsonValue | undefined> | undefined;
  for (const key in value) {
    const item = cap(value[key], maxBytes);
    if (item !== value[key]) capped = { ...(capped ?? value), [key]: item };
  }
  return capped ?? value;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
