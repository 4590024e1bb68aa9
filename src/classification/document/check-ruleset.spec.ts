import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkRuleset } from './check-ruleset.js';
import { parseRuleset } from './parse-ruleset.js';

const DEFAULTS = readFileSync(new URL('../../../rulesets/default.yaml', import.meta.url), 'utf8');

/** Problems of an operator's rules above the defaults, as "line message". */
function problemsAboveDefaults(rules: string): readonly string[] {
  const result = checkRuleset(`format: 1\nrules:\n${rules}\n---\n${DEFAULTS}`);
  return result.ok ? [] : result.problems.map(({ line, message }) => `${line} ${message}`);
}

describe('a document that is to be published', () => {
  it('may be the defaults', () => {
    expect(checkRuleset(DEFAULTS)).toMatchObject({ ok: true });
  });

  it('may judge otherwise than the defaults below it', () => {
    expect(
      problemsAboveDefaults(`  - id: our-partner
    when: { text: no such user }
    reason: mailbox-full
    examples: [550 5.1.1 no such user]`),
    ).toEqual([]);
  });

  it.each([
    ['{ action: failed }', 'every failure'],
    ['{ text: . }', 'every text'],
    ["{ status: ['4.*', '5.*'] }", 'every status'],
  ])('may not match %s', (when) => {
    expect(problemsAboveDefaults(`  - { id: all, when: ${when}, reason: user-unknown }`)).toEqual([
      expect.stringMatching(/^3 takes \d+ of the \d+ examples of the default rules: its conditions are met by nearly/),
    ]);
  });

  it('names the line of an example that another rule takes, and of a rule that is shadowed', () => {
    expect(
      problemsAboveDefaults(`  - id: wide
    when: { status: 5.9.* }
    reason: mailbox-full
  - id: narrow
    when: { status: 5.9.1, text: gone }
    reason: user-unknown
    examples:
      - 550 5.9.1 gone`),
    ).toEqual([
      '6 can never match: the rule "wide" in line 3 takes whatever it would',
      '10 the example of "narrow" is decided by the rule "wide" by "5.9.1"',
    ]);
  });
});

describe('the layers of a document', () => {
  const lower = `format: 1
policy: { softErrorThreshold: 7, clearAfterDays: 20 }
rules:
  - { id: gone, when: { text: gone }, reason: user-unknown }
  - { id: full, when: { text: full }, reason: mailbox-full }
`;

  it('stand above one another, the upper taking the place of rules of the same id and of numbers of the policy', () => {
    const result = parseRuleset(`format: 1
policy: { softErrorThreshold: 3 }
rules:
  - { id: spam, when: { text: spam }, reason: spam-content }
  - { id: gone, when: { text: has gone }, reason: recipient-moved }
---
${lower}`);
    expect(result).toMatchObject({
      ok: true,
      ruleset: {
        policy: { softErrorThreshold: 3, clearAfterDays: 20, significantGapHours: 24 },
        rules: [
          { id: 'spam', layer: 'operator' },
          { id: 'gone', layer: 'operator', reason: 'recipient-moved', line: 5 },
          { id: 'full', layer: 'defaults', line: 11 },
        ],
      },
    });
  });

  it('are two at most', () => {
    const result = parseRuleset(`${lower}---\n${lower}---\n${lower}`);
    expect(result).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('more than two layers') as string }],
    });
  });
});
