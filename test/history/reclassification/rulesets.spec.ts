import { describe, expect, it } from 'vitest';
import { newEvent, streams } from '../../../src/events/index.js';
import { defaultRulesetDocument, Rulesets } from '../../../src/history/rulesets/index.js';
import { eventsOf, NOW, temporaryLedger } from '../../support/temporary-ledger.js';

const ORIGIN = { correlationId: 'request-1', actor: 'kim' };
const RULE = `format: 1
rules:
  - id: our-partner
    when: { text: 'allotment exceeded' }
    reason: mailbox-full
    examples: [550 5.7.1 allotment exceeded]
`;
const STRICTER = 'format: 1\npolicy: { softErrorThreshold: 3 }\n';

async function openRulesets() {
  const parts = await temporaryLedger();
  return { ...parts, published: new Rulesets(parts.ledger, parts.rulesets) };
}

const refused = { recipient: 'ana@example.com', action: 'failed', status: '5.7.1', smtpCode: 550 } as const;
const FACTS = { ...refused, permanence: 'permanent', diagnostic: '550 5.7.1 allotment exceeded' } as const;
const NOWHERE = { reportingMta: null, remoteMta: null };

describe('publishing a ruleset', () => {
  it('puts the operator’s rules, above the defaults, into force for new mail', async () => {
    const { published, rulesets, ledger } = await openRulesets();
    expect(rulesets.current.classify({ ...FACTS, ...NOWHERE })).toMatchObject({ rulesetVersion: 1 });

    const receipt = await published.publish({ document: RULE, expectedVersion: 1 }, ORIGIN);

    expect(receipt).toMatchObject({ version: 2, alreadyKnown: false });
    expect(rulesets.current.classify({ ...FACTS, ...NOWHERE })).toMatchObject({
      rule: 'our-partner',
      reason: 'mailbox-full',
      rulesetVersion: 2,
    });
    const [, event] = await eventsOf(ledger.store, streams.ruleset);
    expect(event).toMatchObject({ data: { version: 2, origin: 'operator' }, metadata: { actor: 'kim' } });
    expect(await published.find(2)).toMatchObject({
      publishedAt: NOW.toISOString(),
      actor: 'kim',
      operatorRules: 1,
      layers: { operator: RULE, defaults: defaultRulesetDocument() },
    });
  });

  it('is refused when another version than the expected one is the latest, and changes nothing', async () => {
    const { published, rulesets, ledger } = await openRulesets();
    await published.publish({ document: RULE, expectedVersion: 1 }, ORIGIN);
    await expect(published.publish({ document: STRICTER, expectedVersion: 1 }, ORIGIN)).rejects.toMatchObject({
      code: 'ruleset-conflict',
      expected: 1,
      current: 2,
    });
    expect(rulesets.current.version).toBe(2);
    expect(await eventsOf(ledger.store, streams.ruleset)).toHaveLength(2);
  });

  it('lets one of two publishers win who publish at once', async () => {
    const { published, ledger } = await openRulesets();
    const outcomes = await Promise.allSettled(
      [RULE, STRICTER].map((document) => published.publish({ document, expectedVersion: 1 }, ORIGIN)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await eventsOf(ledger.store, streams.ruleset)).toHaveLength(2);
  });

  it('is refused for a ruleset that cannot be used, with every problem by its line', async () => {
    const { published, ledger } = await openRulesets();
    const document = `format: 1
policy: { softErrorThreshold: 0 }
rules:
  - { id: ahead, when: { text: '(?=user)' }, reason: user-unknown }
  - { id: odd, when: { text: gone }, reason: user-unkown }
`;
    await expect(published.publish({ document }, ORIGIN)).rejects.toMatchObject({
      code: 'invalid-ruleset',
      problems: [
        { line: 2, message: 'expected a whole number from 1 to 1000' },
        { line: 4, message: expect.stringContaining('uses look-around, which RE2 refuses') as string },
        { line: 5, message: expect.stringContaining('"user-unkown" is none of') as string },
      ],
    });
    expect(await eventsOf(ledger.store, streams.ruleset)).toHaveLength(1);
  });

  it('records nothing for the ruleset that is in force', async () => {
    const { published, ledger } = await openRulesets();
    await published.publish({ document: RULE }, ORIGIN);
    expect(await published.publish({ document: RULE }, ORIGIN)).toMatchObject({ version: 2, alreadyKnown: true });
    expect(await eventsOf(ledger.store, streams.ruleset)).toHaveLength(2);
  });
});

describe('going back to an earlier ruleset', () => {
  it('publishes it again as a new version', async () => {
    const { published, rulesets } = await openRulesets();
    await published.publish({ document: RULE }, ORIGIN);
    expect(await published.rollback(1, 2, ORIGIN)).toMatchObject({ version: 3 });
    expect(await published.diff(1, 3)).toEqual({ policy: [], added: [], removed: [], changed: [], moved: [] });
    expect(rulesets.current).toMatchObject({ version: 3 });
    await expect(published.rollback(9, 3, ORIGIN)).rejects.toMatchObject({ code: 'unknown-ruleset' });
  });
});

describe('the defaults', () => {
  const OLD = `format: 1
rules:
  - { id: user-unknown, when: { text: no such user }, reason: user-unknown }
  - { id: of-old, when: { text: of old }, reason: receiver-error }
`;

  /** A ledger whose rulesets were published by an earlier release. */
  async function upgraded() {
    const parts = await openRulesets();
    const data = { version: 2, document: OLD, origin: 'defaults' } as const;
    await parts.ledger.store.append(streams.ruleset, 0, [newEvent('RulesetPublished', data, parts.ledger)]);
    await parts.rulesets.refresh();
    return parts;
  }

  it('of a newer release show as a difference and are put below only when asked for', async () => {
    const { published } = await upgraded();
    expect(await published.areShippedDefaultsNew()).toBe(true);
    expect((await published.diff(2, 'shipped')).removed).toEqual(['of-old']);

    await published.publish({ document: RULE }, ORIGIN);
    expect((await published.find()).layers).toEqual({ operator: RULE, defaults: OLD });
    expect((await published.diff(3, 'shipped')).removed).toEqual(['of-old']);

    await published.publish({ document: RULE, defaults: 'shipped' }, ORIGIN);
    expect((await published.find()).layers.defaults).toBe(defaultRulesetDocument());
    expect(await published.areShippedDefaultsNew()).toBe(false);
  });

  it('may be left out', async () => {
    const { published } = await upgraded();
    await published.publish({ document: RULE, defaults: 'none' }, ORIGIN);
    expect(await published.find()).toMatchObject({ rules: 1, layers: { operator: RULE, defaults: null } });
  });
});
