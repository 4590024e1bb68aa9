import { count } from './numbers.js';
import type { RulesetProblem } from '../../classification/index.js';
import type { PublishedReceipt, RulesetDiff, RulesetSummary } from '../../history/rulesets/index.js';
import { printable } from '../terminal.js';

/**
 * `rules.yaml:12: rules[3].when.text[0]: the pattern uses look-around, …`: the form in which compilers report problems.
 */
export function problemLine(file: string, { line, path, message }: RulesetProblem): string {
  return printable(`${file}:${line}: ${path === '' ? '' : `${path}: `}${message}`);
}

export function receiptLine({ version, alreadyKnown }: PublishedReceipt): string {
  return alreadyKnown
    ? `ruleset    ${version} is already in force; nothing to publish`
    : `ruleset    ${version} is in force for new mail; to apply it to history: bounce-ledger reclassify`;
}

export function rulesetLines(published: readonly RulesetSummary[]): string[] {
  return published.map(({ version, publishedAt, origin, actor, rules, operatorRules, reclassification }, index) => {
    const whose = origin === 'defaults' ? 'defaults' : `${count(operatorRules)} above the defaults`;
    return [
      `ruleset    ${version}`,
      publishedAt,
      `${count(rules)} rules (${whose})`,
      ...(actor === null ? [] : [`by ${printable(actor)}`]),
      ...(reclassification === null ? [] : ['with history']),
      ...(index === 0 ? ['in force'] : []),
    ].join('  ');
  });
}

export function diffLines({ policy, added, removed, changed, moved }: RulesetDiff): string[] {
  const lines = [
    ...policy.map(({ word, from, to }) => `policy     ${word}: ${shown(from)} → ${shown(to)}`),
    ...added.map((id) => `+ ${id}`),
    ...removed.map((id) => `- ${id}`),
    ...changed.map((id) => `~ ${id}`),
    ...moved.map((id) => `↓ ${id}`),
  ];
  return lines.length === 0 ? ['no difference'] : lines;
}

function shown(value: string | number | object | null): string {
  if (value === null) return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
