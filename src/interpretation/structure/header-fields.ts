import libmime from 'libmime';

/** One field of a header, its value unfolded; encoded words are decoded when the value is asked for. */
export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  readonly rawValue: string;
}

/** A value longer than this is cut before its encoded words are decoded: no field that we read needs more. */
const MAX_VALUE_LENGTH = 8192;

/** The fields of one header block (RFC 5322 section 2.2), in their order. Names are compared without regard to case. */
export class HeaderFields {
  static readonly NONE = new HeaderFields([]);
  #index: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(readonly fields: readonly HeaderField[]) {}

  has(name: string): boolean {
    return this.#valuesByName.has(name);
  }

  /**
   * The first such field's value with its encoded words (RFC 2047) decoded; null where there is none, or an empty one.
   */
  first(name: string): string | null {
    const value = this.#valuesByName.get(name)?.[0];
    return value === undefined || value === '' ? null : decodeWords(value);
  }

  /** The values of all such fields, topmost first. */
  all(name: string): string[] {
    return (this.#valuesByName.get(name) ?? []).map(decodeWords);
  }

  /** Made when it is first asked for: many headers are only read through. */
  get #valuesByName(): ReadonlyMap<string, readonly string[]> {
    return (this.#index ??= valuesByName(this.fields));
  }
}

function valuesByName(fields: readonly HeaderField[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const { name, rawValue } of fields) {
    const values = byName.get(name);
    if (values === undefined) byName.set(name, [rawValue]);
    else values.push(rawValue);
  }
  return byName;
}

/**
 * Reads the fields of a header block. Lines that are neither a field nor a continuation are skipped: returned and
 * damaged headers are full of them.
 */
export function parseHeaderFields(block: string): HeaderFields {
  const fields: { name: string; rawValue: string }[] = [];
  for (const line of block.split('\n')) {
    const last = fields.at(-1);
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (last !== undefined && last.rawValue.length < MAX_VALUE_LENGTH) last.rawValue += ` ${line.trim()}`;
      continue;
    }
    const field = parseField(line);
    if (field !== null) fields.push(field);
  }
  for (const field of fields) field.rawValue = field.rawValue.trim();
  return new HeaderFields(fields);
}

const FIELD = /^([!-9;-~]{1,80})[ \t]{0,8}:/;

function parseField(line: string): { name: string; rawValue: string } | null {
  const match = FIELD.exec(line);
  if (match === null) return null;
  const [head, name] = match;
  return { name: (name ?? '').toLowerCase(), rawValue: line.slice(head.length, head.length + MAX_VALUE_LENGTH).trim() };
}

function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  try {
    return libmime.decodeWords(value.slice(0, MAX_VALUE_LENGTH));
  } catch {
    // An encoded word whose charset does not exist stays as it is written.
    return value;
  }
}
