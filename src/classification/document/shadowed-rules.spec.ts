import { describe, expect, it } from 'vitest';
import { parseRuleset } from './parse-ruleset.js';
import { findShadowedRules } from './shadowed-rules.js';

/** The ids of the shadowed ones of two rules with these conditions, `upper` above `lower`. */
function shadowed(upper: string, lower: string): readonly string[] {
  const rule = (id: string, when: string) => `  - { id: ${id}, when: ${when}, reason: user-unknown }\n`;
  const parsed = parseRuleset(`format: 1\nrules:\n${rule('upper', upper)}${rule('lower', lower)}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return findShadowedRules(parsed.ruleset.rules).map(({ line, path, message }) => `${line} ${path} ${message}`);
}

const NEVER = ['4 rule lower can never match: the rule "upper" in line 3 takes whatever it would'];

describe('a rule', () => {
  it.each([
    ['{ status: 5.1.* }', '{ status: 5.1.1 }'],
    ['{ status: X.1.1 }', '{ status: 5.1.1 }'],
    ['{ status: [5.1.1, 5.2.*] }', '{ status: [5.2.1, 5.1.1], text: no such user }'],
    ['{ smtpCode: 5* }', '{ smtpCode: [550, 55*] }'],
    ['{ text: [full, over quota] }', '{ text: over quota, status: 5.2.2 }'],
    ['{ recipientDomain: example.com }', '{ recipientDomain: mail.example.com }'],
    ['{ provider: google }', '{ provider: google, status: 5.1.1 }'],
    ['{ action: failed }', '{ action: failed, text: full }'],
    [
      '{ from: 2020-12-14T00:00:00Z, to: 2020-12-16T00:00:00Z }',
      '{ from: 2020-12-14T20:00:00Z, to: 2020-12-15T02:00:00Z }',
    ],
  ])('with the conditions %s shadows %s', (upper, lower) => {
    expect(shadowed(upper, lower)).toEqual(NEVER);
  });

  it.each([
    ['{ status: 5.1.1 }', '{ status: 5.1.* }'],
    ['{ status: 5.1.1 }', '{ status: X.1.1 }'],
    ['{ status: 5.1.1, text: gone }', '{ status: 5.1.1 }'],
    ['{ smtpCode: 55* }', '{ smtpCode: 5* }'],
    ['{ text: full }', '{ text: mailbox full }'],
    ['{ recipientDomain: example.com }', '{ recipientDomain: counterexample.com }'],
    ['{ provider: google }', '{ provider: [google, microsoft] }'],
    ['{ from: 2020-12-14T20:00:00Z }', '{ from: 2020-12-14T00:00:00Z }'],
    ['{ to: 2020-12-14T20:00:00Z }', '{ text: full }'],
  ])('with the conditions %s leaves something to %s', (upper, lower) => {
    expect(shadowed(upper, lower)).toEqual([]);
  });
});
