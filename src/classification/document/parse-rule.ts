import { isScalar } from 'yaml';
import { REASONS, SMTP_STEPS } from '../../events/index.js';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import { at, type DocumentReader } from './document-reader.js';
import { ACTIONS, parseConditions, type RulesetFormat } from './parse-conditions.js';
import { NO_REASON_GIVEN, RULESET_LIMITS, type Rule, type RuleExample, type RulesetLayer } from '../ruleset.js';

const WORDS = ['id', 'when', 'reason', 'type', 'examples'] as const;
const EXAMPLE_TEXTS = ['text', 'status', 'reportingMta', 'remoteMta', 'recipient', 'occurredAt'] as const;
type ExampleText = (typeof EXAMPLE_TEXTS)[number];
const EXAMPLE_WORDS = [...EXAMPLE_TEXTS, 'smtpCode', 'action', 'inReplyTo', 'sender'] as const;
type ExampleFields = Partial<Record<(typeof EXAMPLE_WORDS)[number], unknown>>;
const MAX_SENDER_NAMES = 8;
const TYPES = ['hard', 'soft', 'ignored'] as const;
/** `undetermined` is the verdict of no rule, so no rule may give it. */
const RULE_REASONS = REASONS.filter((reason) => reason !== 'undetermined');

const ID = /^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/u;
const CODES = /^([45]\d\d)[ -](?:([45]\.\d{1,3}\.\d{1,3})(?= |$))?/u;
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}$/u;

/** The layer of a rule, and the format of the document that it stands in. */
export interface RuleStanding {
  readonly layer: RulesetLayer;
  readonly format: RulesetFormat;
}

export interface ParsedRule {
  readonly rule: Rule;
  readonly instructions: number;
}

/** Reads one rule; null where it cannot be used, with every problem reported. */
export function parseRule(
  reader: DocumentReader,
  node: unknown,
  path: string,
  { layer, format }: RuleStanding,
): ParsedRule | null {
  const fields = reader.fields(node, path, WORDS);
  if (fields === null) return null;
  for (const word of ['id', 'when', 'reason'] as const) {
    if (fields[word] === undefined) reader.report(node, path, `lacks "${word}"`);
  }
  const id = fields.id === undefined ? null : ruleId(reader, fields.id, at(path, 'id'));
  const conditions = fields.when === undefined ? null : parseConditions(reader, fields.when, at(path, 'when'), format);
  const reason = fields.reason === undefined ? null : reader.word(fields.reason, at(path, 'reason'), RULE_REASONS);
  const type = fields.type === undefined ? null : reader.word(fields.type, at(path, 'type'), TYPES);
  const examplesPath = at(path, 'examples');
  const examples =
    fields.examples === undefined
      ? []
      : reader
          .items(fields.examples, examplesPath, RULESET_LIMITS.examplesPerRule)
          .map((example, index) => parseExample(reader, example, `${examplesPath}[${index}]`));
  if (id === null || conditions === null || reason === null) return null;
  const rule: Rule = {
    id,
    line: reader.lineOf(node),
    layer,
    when: conditions.when,
    reason,
    type,
    examples: examples.filter((example) => example !== null),
  };
  return { rule, instructions: conditions.instructions };
}

function ruleId(reader: DocumentReader, node: unknown, path: string): string | null {
  const id = reader.text(node, path, RULESET_LIMITS.patternCharacters);
  if (id === null) return null;
  if (!ID.test(id)) reader.report(node, path, 'an id is 1 to 64 small letters, digits, dots and hyphens');
  else if (id === NO_REASON_GIVEN) reader.report(node, path, `"${id}" names the built-in last resort`);
  else return id;
  return null;
}

/**
 * An example is a diagnostic, or a mapping of facts. Codes that it does not state are read off the beginning of its
 * text.
 */
function parseExample(reader: DocumentReader, node: unknown, path: string): RuleExample | null {
  const fields: ExampleFields | null = isScalar(node) ? { text: node } : reader.fields(node, path, EXAMPLE_WORDS);
  if (fields === null) return null;
  const text = (word: ExampleText): string | null =>
    fields[word] === undefined ? null : reader.text(fields[word], at(path, word), RULESET_LIMITS.exampleCharacters);

  const diagnostic = text('text');
  const [, replyCode, enhancedCode] = CODES.exec(diagnostic ?? '') ?? [];
  const status = text('status') ?? enhancedCode ?? null;
  if (status !== null && !STATUS.test(status)) {
    reader.report(fields.status, at(path, 'status'), 'expected an enhanced status code such as 5.1.1');
  }
  const smtpCode =
    fields.smtpCode === undefined
      ? Number(replyCode ?? 0) || null
      : reader.wholeNumber(fields.smtpCode, at(path, 'smtpCode'), { minimum: 400, maximum: 599 });
  const occurredAt = text('occurredAt');
  if (occurredAt !== null && Number.isNaN(Date.parse(occurredAt))) {
    reader.report(fields.occurredAt, at(path, 'occurredAt'), 'expected a date and time such as 2020-12-14T20:00:00Z');
  }
  const inReplyTo =
    fields.inReplyTo === undefined ? null : reader.word(fields.inReplyTo, at(path, 'inReplyTo'), SMTP_STEPS);
  const sender = fields.sender === undefined ? null : senderNames(reader, fields.sender, at(path, 'sender'));
  const action = fields.action === undefined ? null : reader.word(fields.action, at(path, 'action'), ACTIONS);
  return {
    line: reader.lineOf(node),
    facts: {
      recipient: text('recipient'),
      action: action ?? 'failed',
      status,
      smtpCode,
      permanence: permanenceOf(status ?? (smtpCode === null ? null : String(smtpCode))),
      diagnostic,
      reportingMta: text('reportingMta'),
      remoteMta: text('remoteMta'),
      occurredAt,
      ...(inReplyTo === null ? {} : { inReplyTo }),
      ...(sender === null ? {} : { senderNames: sender }),
    },
  };
}

/** Names of the sending side: addresses, hosts, IP addresses. */
function senderNames(reader: DocumentReader, node: unknown, path: string): readonly string[] {
  return reader.items(node, path, MAX_SENDER_NAMES).flatMap((item, index) => {
    const name = reader.text(item, `${path}[${index}]`, RULESET_LIMITS.patternCharacters);
    return name === null ? [] : [name.toLowerCase()];
  });
}

function permanenceOf(code: string | null): ClassifiableFacts['permanence'] {
  if (code === null) return null;
  return code.startsWith('4') ? 'transient' : 'permanent';
}
