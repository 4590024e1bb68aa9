import { at, shown, type DocumentReader } from './document-reader.js';
import { checkPattern } from './pattern.js';
import { PROVIDERS } from '../providers.js';
import { NAMED_PARTIES, RULESET_LIMITS, type RuleConditions } from '../ruleset.js';
import { parseInstant, SMTP_STEPS } from '../../events/index.js';

const WORDS = [
  ...(['status', 'smtpCode', 'action', 'text', 'reportingMta', 'remoteMta', 'recipientDomain', 'provider'] as const),
  ...(['frame', 'diagnostic', 'names', 'inReplyTo', 'from', 'to'] as const),
] as const;
type Condition = (typeof WORDS)[number];
const PATTERN_WORDS: readonly Condition[] = ['text', 'frame', 'diagnostic'];
/** Before format 2 `text` was searched in the whole diagnostic, words inside names included. */
const WORDS_OF_FORMAT_1 = WORDS.filter((word) => word !== 'frame' && word !== 'diagnostic');
export const FORMATS = ['1', '2'] as const;
export type RulesetFormat = (typeof FORMATS)[number];
export const ACTIONS = ['failed', 'delayed'] as const;

const STATUS = /^(?:[245X]\.\d{1,3}\.(?:\d{1,3}|\*)|[245]\.\*)$/iu;
const SMTP_CODE = /^(?:[45]\d\d|[45]\d\*|[45]\*)$/u;
const HOST =
  /^(?=.{1,253}$)[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?(?:\.[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?)*$/u;

const EXPECTED: Readonly<Partial<Record<Condition, readonly [RegExp, string]>>> = {
  status: [STATUS, 'an enhanced status code such as 5.1.1, 5.7.*, 4.* or X.2.2'],
  smtpCode: [SMTP_CODE, 'an SMTP reply code such as 550, 55* or 4*'],
  reportingMta: [HOST, 'a host name'],
  remoteMta: [HOST, 'a host name'],
  recipientDomain: [HOST, 'a domain name'],
};

export interface ParsedConditions {
  readonly when: RuleConditions;
  /** Instructions of the compiled patterns together. */
  readonly instructions: number;
}

/** Reads the `when` part of a rule; null where it cannot be used, with every problem reported. */
export function parseConditions(
  reader: DocumentReader,
  node: unknown,
  path: string,
  format: RulesetFormat,
): ParsedConditions | null {
  const fields: Partial<Record<Condition, unknown>> | null = reader.fields(
    node,
    path,
    format === '1' ? WORDS_OF_FORMAT_1 : WORDS,
  );
  if (fields === null) return null;
  const before = reader.problems.length;
  const when: { -readonly [Word in Condition]?: readonly string[] } = {};
  let instructions = 0;
  for (const word of WORDS) {
    if (fields[word] === undefined) continue;
    const conditionPath = at(path, word);
    const limit = limitOf(word);
    const values: string[] = [];
    for (const [index, item] of reader.items(fields[word], conditionPath, limit).entries()) {
      const itemPath = `${conditionPath}[${index}]`;
      const value = reader.text(item, itemPath, RULESET_LIMITS.patternCharacters);
      if (value === null) continue;
      if (PATTERN_WORDS.includes(word)) instructions += checkedInstructions(reader, item, itemPath, value);
      else if (word === 'action') reader.word(item, itemPath, ACTIONS);
      else if (word === 'names') reader.word(item, itemPath, NAMED_PARTIES);
      else if (word === 'inReplyTo') reader.word(item, itemPath, SMTP_STEPS);
      else if (word === 'provider') reader.word(item, itemPath, PROVIDERS);
      else if (word === 'from' || word === 'to') checkInstant(reader, item, itemPath, value);
      else checkShape(reader, item, itemPath, word, value);
      values.push(kept(word, value));
    }
    when[format === '1' && word === 'text' ? 'diagnostic' : word] = values;
  }
  const { from, to } = when;
  if (from?.[0] !== undefined && to?.[0] !== undefined && from[0] >= to[0]) {
    reader.report(fields.to, at(path, 'to'), 'is not after "from": nothing can occur in between');
  }
  if (fields.names !== undefined && fields.text === undefined && fields.diagnostic === undefined) {
    reader.report(fields.names, at(path, 'names'), 'stands without "text": it asks whom the matched words name');
  }
  if (Object.keys(fields).length === 0) reader.report(node, path, 'has no condition: the rule would match everything');
  // Every value was checked against its own words above; a document with problems yields no ruleset.
  return reader.problems.length === before ? { when: when as RuleConditions, instructions } : null;
}

function limitOf(word: Condition): number {
  if (PATTERN_WORDS.includes(word)) return RULESET_LIMITS.patternsPerRule;
  return word === 'from' || word === 'to' ? 1 : RULESET_LIMITS.valuesPerCondition;
}

function kept(word: Condition, value: string): string {
  if (PATTERN_WORDS.includes(word)) return value;
  if (word !== 'from' && word !== 'to') return value.toLowerCase();
  return parseInstant(value) ?? value;
}

function checkInstant(reader: DocumentReader, node: unknown, path: string, value: string): void {
  if (parseInstant(value) === null) {
    reader.report(node, path, `"${shown(value)}" is not a date and time with an offset, such as 2020-12-14T20:00:00Z`);
  }
}

function checkedInstructions(reader: DocumentReader, node: unknown, path: string, pattern: string): number {
  const check = checkPattern(pattern);
  if (check.ok) return check.instructions;
  reader.report(node, path, `the pattern ${check.message}`);
  return 0;
}

function checkShape(reader: DocumentReader, node: unknown, path: string, word: Condition, value: string): void {
  const expected = EXPECTED[word];
  if (expected !== undefined && !expected[0].test(value)) {
    reader.report(node, path, `"${value.slice(0, 60)}" is not ${expected[1]}`);
  }
}
