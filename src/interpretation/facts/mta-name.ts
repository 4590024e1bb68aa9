import { factText } from './cap-text.js';

/**
 * The name in an MTA field (RFC 3464 section 2.2.2), its type (`dns;`), comments and the address after it left off;
 * null where there is none.
 */
export function mtaName(value: string | null): string | null {
  if (value === null) return null;
  return factText(
    value
      .replace(/^\s*[a-z][a-z0-9-]{0,30}\s*;/i, '')
      .replace(/\([^()]*\)/g, ' ')
      .replace(/(\S)\s*\[[^\]]*\]\s*$/, '$1'),
  );
}
