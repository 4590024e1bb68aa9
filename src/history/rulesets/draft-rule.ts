import { isMap, isSeq, parseDocument, Scalar, visit, YAMLSeq, type Node } from 'yaml';
import { compileRuleset, parseRuleset } from '../../classification/index.js';
import type { Reason } from '../../events/index.js';

/** Texts of one wording that no rule knows. */
export interface DraftMaterial {
  readonly id: string;
  /** What they have in common: `*` and `#` stand for what differs. */
  readonly form: string;
  readonly texts: readonly string[];
  readonly providers: readonly { readonly provider: string; readonly bounces: number }[];
}

/** The texts share no words that a rule could look for, but what differs from one to the next. */
export class NothingInCommonError extends Error {
  readonly code = 'nothing-in-common';
  constructor(id: string) {
    super(`the texts of cluster ${id} have no words in common that a rule could look for`);
    this.name = 'NothingInCommonError';
  }
}

/** Patterns longer than this say no more. */
const MAX_PATTERN_LENGTH = 200;
const MAX_EXAMPLES = 20;

/**
 * A ruleset with a rule for texts that no rule knows, above the operator's other rules: ready to be checked and
 * previewed. What the texts mean nobody has said yet: the reason is the caller's guess, and a comment says so.
 * @param operator the operator's layer of the ruleset in force, whose comments stay; null where there is none
 * @throws NothingInCommonError
 */
export function draftRule(material: DraftMaterial, reason: Reason, operator: string | null): string {
  const { id, texts, providers } = material;
  const pattern = patternsOf(material.form).find((each) => texts.every((text) => isMatch(each, text)));
  if (pattern === undefined) throw new NothingInCommonError(id);
  const document = parseDocument(operator ?? 'format: 1\n');
  const rule = document.createNode({
    id: `draft-${id}`,
    when: { text: pattern },
    reason,
    examples: texts.slice(0, MAX_EXAMPLES),
  });
  escapeTexts(rule);
  const where = providers.map(({ provider, bounces }) => `${provider} ${bounces}`).join(', ');
  rule.commentBefore = ` A draft: see whether the reason is right, and the pattern not too wide. Bounces: ${where.replace(UNSAFE, '?')}`;
  const rules = document.get('rules');
  if (isSeq(rules)) {
    rules.flow = false;
    // An earlier draft of the same texts, published and not yet applied to history.
    rules.items = [rule, ...rules.items.filter((other) => !isMap(other) || other.get('id') !== `draft-${id}`)];
  } else if (isMap(document.contents)) {
    const added = new YAMLSeq();
    added.items.push(rule);
    document.set('rules', added);
  }
  return document.toString({ lineWidth: 0 }).replace(MARKED, (_, code: string) => escapeOf(code));
}

/** What acts on the terminal or editor that shows the draft, and the two characters that mark it on its way. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{E000}\u{E001}]/gu;
const MARKED = /\u{E000}([0-9a-f]+)\u{E001}/gu;

/**
 * Has such characters of a mail's text written as escapes, in double quotes (YAML 1.2, 5.7). The library leaves most of
 * them as they are, so they travel through it as their numbers between two marks.
 */
function escapeTexts(node: Node): void {
  visit(node, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'string' || scalar.value.search(UNSAFE) === -1) return;
      scalar.value = scalar.value.replace(UNSAFE, (character) => {
        return `\u{E000}${(character.codePointAt(0) ?? 0).toString(16)}\u{E001}`;
      });
      scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
}

function escapeOf(code: string): string {
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** From the most telling to the least: all that the texts have in common, then its longest piece. */
function patternsOf(form: string): string[] {
  const pieces = form
    .split(/[*#]/u)
    .map((piece) => piece.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
    .filter((piece) => piece !== '');
  let length = 0;
  const together = pieces.filter((piece) => (length += piece.length + 2) <= MAX_PATTERN_LENGTH);
  const longest = pieces.toSorted((a, b) => b.length - a.length)[0]?.slice(0, MAX_PATTERN_LENGTH);
  return [together.map(escaped).join('.*'), ...(longest === undefined ? [] : [escaped(longest)])].filter(
    (pattern) => pattern !== '',
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}

/** Whether a rule with this pattern would find the text, by the engine that runs it. */
function isMatch(pattern: string, diagnostic: string): boolean {
  const document = JSON.stringify({
    format: 1,
    rules: [{ id: 'draft', when: { text: pattern }, reason: 'unspecified-failure' }],
  });
  const parsed = parseRuleset(document);
  if (!parsed.ok) return false;
  const facts = { recipient: null, action: 'failed', status: null, smtpCode: null, permanence: null } as const;
  const hosts = { reportingMta: null, remoteMta: null, occurredAt: '2020-01-01T00:00:00.000Z' };
  return compileRuleset(parsed.ruleset, 1).classify({ ...facts, ...hosts, diagnostic }).rule === 'draft';
}
