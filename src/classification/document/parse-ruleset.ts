import { type Document, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { DocumentReader } from './document-reader.js';
import { parsePolicy } from './parse-policy.js';
import { FORMATS } from './parse-conditions.js';
import { parseRule, type RuleStanding } from './parse-rule.js';
import { DEFAULT_POLICY, type Policy } from '../policy.js';
import {
  RULESET_FORMAT,
  RULESET_LIMITS,
  type Rule,
  type Ruleset,
  type RulesetLayer,
  type RulesetProblem,
} from '../ruleset.js';

export type ParsedRuleset =
  | { readonly ok: true; readonly ruleset: Ruleset }
  /** In the order of the lines; at least one. */
  | { readonly ok: false; readonly problems: readonly RulesetProblem[] };

const WORDS = ['format', 'policy', 'rules'] as const;

/** From the bottom up, so that each layer's policy builds on that of the layer below it. */
const LAYERS_OF: Readonly<Record<1 | 2, readonly RulesetLayer[]>> = { 1: ['operator'], 2: ['defaults', 'operator'] };

/**
 * Reads and checks a ruleset document (YAML 1.2, format 1 or 2): one layer, or the operator's and below it, after a
 * line `---`, the defaults. Rules of the upper layer come first, and one of the same id takes the place of the lower
 * one; what its policy leaves out is the lower's. Pure; never throws; reports every problem at once, with its line.
 * Whether the examples come out as their rules say is another check: {@link checkRuleset}.
 */
export function parseRuleset(yaml: string): ParsedRuleset {
  const size = Buffer.byteLength(yaml);
  if (size > RULESET_LIMITS.bytes) {
    const message = `the document has ${size} bytes, the limit is ${RULESET_LIMITS.bytes}`;
    return { ok: false, problems: [{ line: 1, path: '', message }] };
  }
  const lines = new LineCounter();
  const reader = new DocumentReader(lines);
  const ruleset = readLayers(reader, parseLayers(reader, yaml, lines));
  if (ruleset !== null && reader.problems.length === 0) return { ok: true, ruleset };
  return { ok: false, problems: reader.problems.toSorted((a, b) => a.line - b.line) };
}

function parseLayers(reader: DocumentReader, yaml: string, lines: LineCounter): readonly unknown[] {
  try {
    const parsed = parseAllDocuments(yaml, { lineCounter: lines, prettyErrors: false });
    const documents: readonly Document[] = Array.isArray(parsed) ? parsed : [];
    for (const { errors, warnings } of documents) {
      for (const { pos, message } of [...errors, ...warnings]) reader.reportLine(reader.lineAt(pos[0]), '', message);
    }
    return documents.length === 0 ? [null] : documents.map(({ contents }) => contents);
  } catch {
    // The parser recurses: a document of nothing but brackets ends its stack.
    reader.reportLine(1, '', 'the document is nested too deeply');
    return [];
  }
}

function readLayers(reader: DocumentReader, layers: readonly unknown[]): Ruleset | null {
  if (reader.problems.length > 0) return null;
  if (layers.length > 2) {
    reader.report(layers[2], '', 'has more than two layers: only the defaults may stand below, after a line "---"');
    return null;
  }
  const names = LAYERS_OF[layers.length === 2 ? 2 : 1];
  let policy = DEFAULT_POLICY;
  let rules: readonly Rule[] = [];
  for (const [index, contents] of layers.toReversed().entries()) {
    const layer = readLayer(reader, contents, policy, names[index] ?? 'operator');
    if (layer === null) return null;
    const ids = new Set(layer.rules.map(({ id }) => id));
    policy = layer.policy;
    rules = [...layer.rules, ...rules.filter(({ id }) => !ids.has(id))];
  }
  return { format: RULESET_FORMAT, policy, rules };
}

function readLayer(
  reader: DocumentReader,
  contents: unknown,
  below: Policy,
  layer: RulesetLayer,
): Pick<Ruleset, 'policy' | 'rules'> | null {
  const fields = reader.fields(contents, '', WORDS);
  if (fields === null) return null;
  if (fields.format === undefined) reader.report(contents, '', `lacks "format: ${RULESET_FORMAT}"`);
  const format = fields.format === undefined ? null : reader.word(fields.format, 'format', FORMATS);
  return {
    policy: fields.policy === undefined ? below : parsePolicy(reader, fields.policy, 'policy', below),
    rules: fields.rules === undefined ? [] : readRules(reader, fields.rules, { layer, format: format ?? '2' }),
  };
}

function readRules(reader: DocumentReader, node: unknown, standing: RuleStanding): readonly Rule[] {
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
    const parsed = parseRule(reader, item, path, standing);
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
