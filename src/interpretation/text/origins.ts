/** Whom a failed destination stood for, as sendmail, Exim and Postfix put it: `(expanded from: <a@b.example>)`. */
const BEFORE_ORIGIN = /\(?(?:ultimately )?(?:expanded|generated) (?:from|by):?\s{0,4}<?$/i;
const ORIGIN =
  /(?:^|\s|\()(?:ultimately )?(?:expanded|generated) (?:from|by):? {0,4}<?([^<>()\s]{1,128}@[^<>()\s]{1,255})>?/i;
/** A program or a file that a server delivers to. */
const LOCAL_DESTINATION = /^\s{0,8}["']?(?:(?:pipe|save) to )?["']?(?:\|\S|\/)/;
const MAX_LINE_LENGTH = 2000;
/** So many lines below a destination may stand before the one that tells of its origin. */
const REACH = 6;

/** Where an address came from says nothing of why it failed. */
export function isOriginLine(text: string): boolean {
  return ORIGIN_LINE.test(text);
}

const ORIGIN_LINE = /^\s*\(?(?:ultimately )?(?:expanded|generated) (?:from|by):? \S+$/;

/** Whether an address that stands behind this is where another one came from. */
export function namesOrigin(before: string): boolean {
  return BEFORE_ORIGIN.test(before);
}

export function isLocalDestination(text: string): boolean {
  return LOCAL_DESTINATION.test(text);
}

/** The address that the failed one came of, by alias or forwarding, on its line or on those right below it. */
export function originBelow(lines: readonly string[], line: number): string | null {
  const indent = indentOf(lines[line] ?? '');
  for (let at = line; at < Math.min(lines.length, line + REACH); at++) {
    const text = lines[at] ?? '';
    // A line that is not further indented is about another recipient.
    if (at > line && indentOf(text) <= indent) return null;
    const origin = ORIGIN.exec(text.slice(0, MAX_LINE_LENGTH))?.[1];
    if (origin !== undefined) return origin;
  }
  return null;
}

/**
 * Whether the origin on a line is all that the report tells of a failed recipient: what stands above it, less indented,
 * is a program, a file, or a name that is withheld.
 */
export function isOnlyName(lines: readonly string[], line: number): boolean {
  const indent = indentOf(lines[line] ?? '');
  for (let above = line - 1; above >= Math.max(0, line - REACH); above--) {
    const text = lines[above] ?? '';
    if (text.trim() === '') return false;
    if (indentOf(text) < indent) return isLocalDestination(text) || !text.includes('@');
  }
  return false;
}

/** What stands between a failed destination and the line that tells of its origin. */
export function remarksAbove(lines: readonly string[], line: number): readonly string[] {
  if (!isOriginLine(lines[line] ?? '')) return [];
  const indent = indentOf(lines[line] ?? '');
  let start = line;
  while (start > 0 && line - start < REACH && indent > 0 && indentOf(lines[start - 1] ?? '') >= indent) start--;
  return lines.slice(start, line);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
