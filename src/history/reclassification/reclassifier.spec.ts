import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRuleset, parseRuleset, type ClassifiableFacts, type Ruleset } from '../../classification/index.js';
import { RULE_FACTS } from '../../read-model/bounces/index.js';
import type { Verdict } from '../../events/index.js';
import { reclassifier } from './reclassifier.js';

const CONDITIONS = [
  '{ text: full }',
  '{ text: [user, full] }',
  '{ status: 5.1.1 }',
  '{ status: 5.* }',
  '{ recipientDomain: example.com }',
  '{ provider: google }',
  '{ remoteMta: example.net }',
  '{ reportingMta: relay.example }',
  '{ from: 2020-12-14T20:00:00Z, to: 2020-12-15T02:00:00Z }',
  '{ smtpCode: 55*, text: user }',
];
const rules = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    when: fc.constantFrom(...CONDITIONS),
    reason: fc.constantFrom('mailbox-full', 'user-unknown', 'spam-content'),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
);
const facts = fc.record<ClassifiableFacts>({
  recipient: fc.constantFrom('ana@example.com', 'bo@gmail.com', null),
  action: fc.constant('failed'),
  status: fc.constantFrom('5.1.1', '5.2.2', '4.2.2', null),
  smtpCode: fc.constantFrom(550, 450, null),
  permanence: fc.constantFrom('permanent', 'transient', null),
  diagnostic: fc.constantFrom('mailbox full', 'no such user', 'user over quota, full', '', null),
  reportingMta: fc.constantFrom('relay.example', null),
  remoteMta: fc.constantFrom('mx.example.net', 'aspmx.l.google.com', null),
  occurredAt: fc.constantFrom('2020-12-14T21:00:00.000Z', '2020-12-16T00:00:00.000Z', null),
});

function ruleset(given: readonly { readonly id: string; readonly when: string; readonly reason: string }[]): Ruleset {
  const lines = given.map(({ id, when, reason }) => `  - { id: ${id}, when: ${when}, reason: ${reason} }\n`);
  const parsed = parseRuleset(`format: 1\nrules: ${lines.length === 0 ? '[]' : `\n${lines.join('')}`}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.ruleset;
}

describe('reclassifying', () => {
  it('says what the ruleset itself says, whatever was classified before and by which ruleset', () => {
    fc.assert(
      fc.property(rules, rules, fc.array(facts, { minLength: 1, maxLength: 20 }), (former, present, cases) => {
        const [before, after] = [ruleset(former), ruleset(present)];
        const classifyBefore = compileRuleset(before, 1);
        const classifyAfter = compileRuleset(after, 2);
        const again = reclassifier(after, 2, new Map([[1, before]]));
        const reclassify = (given: ClassifiableFacts, old: Verdict) => {
          // What it says that it does not look at is kept from it.
          const brief = { ...given };
          for (const fact of RULE_FACTS) if (!again.facts.has(fact)) Object.assign(brief, { [fact]: null });
          return again.stays(brief, old) ? null : again.reclassify(given, old);
        };
        for (const given of cases) {
          const old = classifyBefore.classify(given);
          const fresh = classifyAfter.classify(given);
          const isSame = old.type === fresh.type && old.reason === fresh.reason && old.fault === fresh.fault;
          expect(reclassify(given, old)).toEqual(isSame ? null : fresh);
          // A verdict of a ruleset that is not known is held against the whole new one.
          expect(reclassify(given, { ...old, rulesetVersion: 9 })).toEqual(isSame ? null : fresh);
        }
      }),
      { numRuns: 500 },
    );
  });
});
