import { factText } from './cap-text.js';

/** A Message-ID with its angle brackets, which some servers lose; null where the value holds none. */
export function messageIdIn(value: string | null): string | null {
  if (value === null) return null;
  const bracketed = /<[^<>\s]{1,900}>/.exec(value)?.[0];
  if (bracketed !== undefined) return bracketed;
  const bare = factText(value.replace(/[<>]/g, ''));
  return bare === null || bare.includes(' ') ? null : `<${bare}>`;
}
