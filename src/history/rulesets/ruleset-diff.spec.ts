import { describe, expect, it } from 'vitest';
import { parseRuleset, type Ruleset } from '../../classification/index.js';
import { diffRulesets, isEmptyDiff } from './ruleset-diff.js';

function ruleset(rules: readonly string[], policy = '{}'): Ruleset {
  const parsed = parseRuleset(`format: 1\npolicy: ${policy}\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.ruleset;
}

const rule = (id: string, rest = '') => `{ id: ${id}, when: { text: ${id} }, reason: mailbox-full${rest} }`;

describe('the difference of two rulesets', () => {
  it('names the rules that came, went, changed and moved, and the numbers of the policy', () => {
    const before = ruleset([rule('a'), rule('b'), rule('c'), rule('d')]);
    const after = ruleset([rule('new'), rule('c'), rule('a'), rule('d', ', type: hard')], '{ softErrorThreshold: 3 }');
    expect(diffRulesets(before, after)).toEqual({
      policy: [{ word: 'softErrorThreshold', from: 5, to: 3 }],
      added: ['new'],
      removed: ['b'],
      changed: ['d'],
      moved: ['a'],
    });
  });

  it('is none where only comments, examples and places in the document differ', () => {
    const before = ruleset([rule('a')]);
    const after = ruleset(['{ id: a, when: { text: [a] }, reason: mailbox-full, examples: [a] }']);
    expect(isEmptyDiff(diffRulesets(before, after))).toBe(true);
  });
});
