const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const [LIST, END_OF_LIST, OBJECT, END_OF_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What no body has more of. */
export interface JsonLimits {
  readonly levels: number;
  readonly fieldsOfAnObject: number;
  /** Sum over all objects of the square of their fields: what binding them to classes costs. */
  readonly comparedFields: number;
}

/**
 * What a JSON text has too much of, in words; null where it has not. Linear, and at an end where it finds it: only to
 * parse megabytes of brackets or fields would take half a second. The text need not be well-formed.
 */
export function excessIn(text: string, { levels, fieldsOfAnObject, comparedFields }: JsonLimits): string | null {
  let depth = 0;
  let compared = 0;
  /** By depth: the fields so far of the object that is open there. */
  const fields = new Uint32Array(levels + 1);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === LIST || code === OBJECT) {
      depth += 1;
      if (depth > levels) return `is nested deeper than ${levels} levels`;
      fields[depth] = 0;
    } else if (code === END_OF_LIST || code === END_OF_OBJECT) depth = Math.max(0, depth - 1);
    else if (code === COLON) {
      const count = (fields[depth] ?? 0) + 1;
      fields[depth] = count;
      if (count > fieldsOfAnObject) return `has an object of more than ${fieldsOfAnObject} fields`;
      // The difference between two squares that follow each other.
      compared += 2 * count - 1;
      if (compared > comparedFields) return 'has too many objects of many fields';
    }
  }
  return null;
}

/** Index of the quote that ends the string which begins at `start`; the text's length where none does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
