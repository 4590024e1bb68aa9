import { LineCounter, isSeq, parseDocument } from 'yaml';
import { DocumentReader } from './document-reader.js';
import { parsePolicy } from './parse-policy.js';
import { parseRule } from './parse-rule.js';
import { DEFAULT_POLICY } from './policy.js';
import { RULESET_LIMITS, type Rule, type Ruleset, type RulesetProblem } from './ruleset.js';

export type ParsedRuleset =
  | { readonly ok: true; readonly ruleset: Ruleset }
  /** In the order of the lines; at least one. */
  | { readonly ok: false; readonly problems: readonly RulesetProblem[] };

const WORDS = ['format', 'policy', 'rules'] as const;

/**
 * Reads and checks a ruleset document (YAML 1.2, format 1). Pure; never throws; reports every problem at once, with its
 * line. Whether the examples come out as their rules say is another check: {@link checkExamples}.
 */
export function parseRuleset(yaml: string): ParsedRuleset {
  const size = Buffer.byteLength(yaml);
  if (size > RULESET_LIMITS.bytes) {
    const message = `the document has ${size} bytes, the limit is ${RULESET_LIMITS.bytes}`;
    return { ok: false, problems: [{ line: 1, path: '', message }] };
  }
  const lines = new LineCounter();
  const reader = new DocumentReader(lines);
  const ruleset = readDocument(reader, yaml, lines);
  if (ruleset !== null && reader.problems.length === 0) return { ok: true, ruleset };
  return { ok: false, problems: reader.problems.toSorted((a, b) => a.line - b.line) };
}

function readDocument(reader: DocumentReader, yaml: string, lines: LineCounter): Ruleset | null {
  let contents: unknown;
  try {
    const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      reader.reportLine(reader.lineAt(pos[0]), '', message);
    }
    contents = document.contents;
  } catch {
    // The parser recurses: a document of nothing but brackets ends its stack.
    reader.reportLine(1, '', 'the document is nested too deeply');
  }
  if (reader.problems.length > 0) return null;

  const fields = reader.fields(contents, '', WORDS);
  if (fields === null) return null;
  if (fields.format === undefined) reader.report(contents, '', 'lacks "format: 1"');
  else reader.word(fields.format, 'format', ['1']);
  const policy = fields.policy === undefined ? DEFAULT_POLICY : parsePolicy(reader, fields.policy, 'policy');
  return { format: 1, policy, rules: fields.rules === undefined ? [] : readRules(reader, fields.rules) };
}

function readRules(reader: DocumentReader, node: unknown): readonly Rule[] {
  if (!isSeq(node)) {
    reader.report(node, 'rules', 'expected a list of rules');
    return [];
  }
  if (node.items.length > RULESET_LIMITS.rules) {
    reader.report(node, 'rules', `has ${node.items.length} rules, the limit is ${RULESET_LIMITS.rules}`);
    return [];
  }
  const rules: Rule[] = [];
  const lineOfId = new Map<string, number>();
  let instructions = 0;
  for (const [index, item] of node.items.entries()) {
    const path = `rules[${index}]`;
    const parsed = parseRule(reader, item, path);
    if (parsed === null) continue;
    const { rule } = parsed;
    const earlier = lineOfId.get(rule.id);
    if (earlier !== undefined) {
      reader.report(item, `${path}.id`, `the id "${rule.id}" is already taken by the rule in line ${earlier}`);
    }
    lineOfId.set(rule.id, rule.line);
    instructions += parsed.instructions;
    rules.push(rule);
  }
  if (instructions > RULESET_LIMITS.totalInstructions) {
    reader.report(node, 'rules', 'the patterns together are too large: their repeats multiply');
  }
  return rules;
}
