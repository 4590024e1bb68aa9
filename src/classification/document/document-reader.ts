import { isAlias, isMap, isNode, isScalar, isSeq, type LineCounter } from 'yaml';
import { RULESET_LIMITS, type RulesetProblem } from '../ruleset.js';

export interface NumberBounds {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Reads YAML nodes as what the ruleset format expects there, and collects every problem with its line instead of
 * stopping.
 */
export class DocumentReader {
  readonly problems: RulesetProblem[] = [];
  readonly #lines: LineCounter;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  lineOf(node: unknown): number {
    const offset = isNode(node) ? node.range?.[0] : undefined;
    return offset === undefined ? 1 : this.lineAt(offset);
  }

  lineAt(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }

  report(node: unknown, path: string, message: string): void {
    this.reportLine(this.lineOf(node), path, message);
  }

  reportLine(line: number, path: string, message: string): void {
    if (this.problems.length < RULESET_LIMITS.problems) this.problems.push({ line, path, message });
  }

  /**
   * The fields of a mapping by their words; null when the node is not a mapping. Words that the format does not know
   * are reported.
   */
  fields<Word extends string>(
    node: unknown,
    path: string,
    words: readonly Word[],
  ): Partial<Record<Word, unknown>> | null {
    if (!isMap(node)) {
      this.report(node, path, `${found(node)}, expected ${words.join(', ')}`);
      return null;
    }
    const fields: Partial<Record<Word, unknown>> = {};
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const word = words.find((known) => known === name);
      if (word === undefined) {
        this.report(key, at(path, name), `unknown word "${shown(name)}"; known here: ${words.join(', ')}`);
      } else if (value === null || (isScalar(value) && value.value === null)) {
        this.report(key, at(path, name), 'has no value');
      } else {
        fields[word] = value;
      }
    }
    return fields;
  }

  /** The items of a list; a single value is a list of one. Longer lists than `limit` are reported and cut. */
  items(node: unknown, path: string, limit: number): readonly unknown[] {
    const items: readonly unknown[] = isSeq(node) ? node.items : [node];
    if (items.length === 0) this.report(node, path, 'is empty');
    if (items.length > limit) this.report(node, path, `has ${items.length} entries, the limit is ${limit}`);
    return items.slice(0, limit);
  }

  /** A text; numbers as they are written. */
  text(node: unknown, path: string, limit: number): string | null {
    if (!isScalar(node) || (typeof node.value !== 'string' && typeof node.value !== 'number')) {
      this.report(node, path, `${found(node)}, expected a text`);
      return null;
    }
    const text = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (text.trim() === '') this.report(node, path, 'is empty');
    else if (text.length > limit) this.report(node, path, `has ${text.length} characters, the limit is ${limit}`);
    else return text;
    return null;
  }

  word<Word extends string>(node: unknown, path: string, words: readonly Word[]): Word | null {
    const text = this.text(node, path, 1_000);
    if (text === null) return null;
    const word = words.find((known) => known === text);
    if (word === undefined) {
      this.report(node, path, `"${shown(text)}" is none of ${words.join(', ')}`);
      return null;
    }
    return word;
  }

  wholeNumber(node: unknown, path: string, { minimum, maximum }: NumberBounds): number | null {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    this.report(node, path, `expected a whole number from ${minimum} to ${maximum}`);
    return null;
  }
}

/** The path of a field of what stands at `path`. */
export function at(path: string, word: string): string {
  return path === '' ? word : `${path}.${word}`;
}

/** Words of the document repeated in a message: hostile documents do not make hostile messages. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function found(node: unknown): string {
  if (isAlias(node)) return 'found an alias, which this format does not use';
  if (isMap(node)) return 'found a mapping';
  if (isSeq(node)) return 'found a list';
  if (isScalar(node)) return `found "${shown(String(node.value))}"`;
  return 'found nothing';
}
