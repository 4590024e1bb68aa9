import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkRuleset, parseRuleset, type Ruleset } from '../../src/classification/index.js';
import { REASONS } from '../../src/events/index.js';

function defaultRuleset(): Ruleset {
  const result = parseRuleset(readFileSync(new URL('../../rulesets/default.yaml', import.meta.url), 'utf8'));
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  return result.ruleset;
}

describe('the default ruleset', () => {
  const ruleset = defaultRuleset();

  it('classifies every example by the rule that it stands under', () => {
    expect(checkRuleset(readFileSync(new URL('../../rulesets/default.yaml', import.meta.url), 'utf8')).ok).toBe(true);
  });

  it('gives an example for every rule', () => {
    expect(ruleset.rules.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  it('can give every reason but the verdict of no rule', () => {
    const given = new Set(ruleset.rules.map(({ reason }) => reason));
    expect(REASONS.filter((reason) => !given.has(reason))).toEqual(['undetermined']);
  });

  it('states the policy that Adobe Campaign has by default, and who is believed', () => {
    expect(ruleset.policy).toEqual({
      softErrorThreshold: 5,
      significantGapHours: 24,
      clearAfterDays: 10,
      clearAfterDaysByReason: { 'mailbox-full': 30 },
      complaint: 'denylist',
      unverified: 'with-errors',
      guesses: 'soft-error',
      believeDatesForDays: 5,
      ignoreBouncesAfterDays: null,
    });
  });
});
