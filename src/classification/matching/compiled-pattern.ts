import { RE2JS } from 're2js';
import { requiredWords, type Requirement } from './required-words.js';

/** Patterns are searched without regard to case, and `.` crosses everything: a diagnostic is one line. */
const FLAGS = RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL;

/** More than a ruleset at its limits usually has; its patterns then take a few megabytes. */
const MAX_REMEMBERED = 4_096;

export interface CompiledPattern {
  readonly expression: RE2JS;
  /** What a text must contain before the expression is worth a search. */
  readonly requirement: Requirement;
}

const remembered = new Map<string, CompiledPattern>();

/**
 * Compiles a pattern, which takes about a quarter of a millisecond, or remembers it. A document is parsed, checked
 * against its examples and compiled several times on its way to being published, and shares most patterns with the
 * version before it: without this, each preview would hold up the event loop for half a second.
 * @throws RE2JSException when it is not a pattern of RE2
 */
export function compiledPattern(pattern: string): CompiledPattern {
  const known = remembered.get(pattern);
  if (known !== undefined) return known;
  const compiled = { expression: RE2JS.compile(pattern, FLAGS), requirement: requiredWords(pattern) };
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(pattern, compiled);
  return compiled;
}
