import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExamples } from '../document/check-examples.js';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import type { Classifier } from '../classification.js';
import { compileRuleset } from './compile-ruleset.js';
import { parseRuleset } from '../document/parse-ruleset.js';
import type { Ruleset } from '../ruleset.js';

function ruleset(rules: string): Ruleset {
  const result = parseRuleset(`format: 2\nrules:\n${rules}`);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.ruleset;
}

const classifier = (rules: string): Classifier => compileRuleset(ruleset(rules), 7);

const facts = (given: Partial<ClassifiableFacts>): ClassifiableFacts => ({
  recipient: 'ana@example.com',
  action: 'failed',
  status: null,
  smtpCode: null,
  permanence: 'permanent',
  diagnostic: null,
  reportingMta: null,
  remoteMta: null,
  ...given,
});

const RULES = `
  - { id: spam, when: { text: '\\bspam\\b' }, reason: spam-content }
  - { id: user, when: { text: ['no such user', 'user \\S+ is unknown'] }, reason: user-unknown }
  - { id: status, when: { status: [5.1.1, 4.2.*, X.3.4] }, reason: user-unknown }
  - { id: code, when: { smtpCode: 55* }, reason: mailbox-full }
`;

describe('classification', () => {
  it('lets the first rule that matches decide, and shows the words that it matched', () => {
    const { classify } = bound(RULES);
    expect(classify({ diagnostic: '550 5.7.1 No such user, or SPAM', status: '5.1.1' })).toEqual({
      type: 'soft',
      reason: 'spam-content',
      fault: 'sender',
      rule: 'spam',
      matched: 'SPAM',
      rulesetVersion: 7,
    });
    expect(classify({ diagnostic: 'User <b@example.com> is unknown', status: '5.1.1' })).toMatchObject({
      rule: 'user',
      matched: 'User <b@example.com> is unknown',
    });
    expect(classify({ diagnostic: 'nothing known', status: '5.1.1' })).toMatchObject({
      rule: 'status',
      matched: '5.1.1',
    });
    expect(classify({ smtpCode: 552 })).toMatchObject({ rule: 'code', matched: '552' });
  });

  it('knows a provider by the domain of the recipient or by the name of its server', () => {
    const { classify } = bound('  - { id: theirs, when: { provider: google }, reason: receiver-error }');
    expect(classify({ recipient: 'ana@GoogleMail.com' })).toMatchObject({ rule: 'theirs', matched: 'googlemail.com' });
    expect(classify({ remoteMta: 'dns; aspmx.l.google.com' })).toMatchObject({ matched: 'aspmx.l.google.com' });
    expect(classify({ recipient: 'ana@hotmail.com', remoteMta: 'mx.notgoogle.com' }).rule).not.toBe('theirs');
  });

  it('knows what occurred in a time window: from its beginning, and before its end', () => {
    const { classify } = bound(
      '  - { id: then, when: { from: 2020-12-14T21:00:00+01:00, to: 2020-12-15T02:00:00Z }, reason: receiver-error }',
    );
    const ruleAt = (occurredAt: string | null) => classify({ occurredAt }).rule === 'then';
    expect(ruleAt('2020-12-14T20:00:00.000Z')).toBe(true);
    expect(ruleAt('2020-12-15T01:59:59.999Z')).toBe(true);
    expect(ruleAt('2020-12-14T19:59:59.999Z')).toBe(false);
    expect(ruleAt('2020-12-15T02:00:00.000Z')).toBe(false);
    expect(ruleAt(null)).toBe(false);
  });

  it('knows status codes by prefix and by any class', () => {
    const { classify } = bound(RULES);
    for (const status of ['4.2.0', '4.2.99', '4.3.4', '5.3.4']) expect(classify({ status }).rule).toBe('status');
    for (const status of ['4.20.0', '5.3.40', '4.1.1']) expect(classify({ status }).rule).not.toBe('status');
  });

  it('searches texts in the innermost reply, and frames in what stands around it', () => {
    const { classify } = bound(`
  - { id: gloss, when: { frame: unknown address }, reason: policy-rejected }
  - { id: whole, when: { diagnostic: bad address error }, reason: spam-content }
  - { id: user, when: { text: unknown address }, reason: user-unknown }
  - { id: full, when: { text: quota }, reason: mailbox-full }
`);
    const gateway = "5.1.0 - Unknown address error 550-'over quota' (delivery attempts: 0)";
    expect(classify({ diagnostic: gateway })).toMatchObject({ rule: 'gloss', matched: 'Unknown address' });
    expect(classify({ diagnostic: gateway.replace('550', '552').replace('Unknown', 'Bad') }).rule).toBe('whole');
    expect(classify({ diagnostic: '550 unknown address' })).toMatchObject({ rule: 'user' });
    expect(classify({ diagnostic: '550 error -> 552 over quota, unknown' })).toMatchObject({ rule: 'full' });
  });

  it('takes words inside addresses and URLs for none, unless the pattern looks for such', () => {
    const { classify } = bound(`
  - { id: help, when: { text: 'help\\.example/\\S*blocked' }, reason: policy-rejected }
  - { id: spam, when: { text: spam|blocked }, reason: spam-content }
  - { id: full, when: { text: full }, reason: mailbox-full }
`);
    expect(classify({ diagnostic: '552 <spam@example.com> full' })).toMatchObject({ rule: 'full' });
    expect(classify({ diagnostic: '552 full, see https://www.example/blocked' })).toMatchObject({ rule: 'full' });
    expect(classify({ diagnostic: '552 full, see https://help.example/a/blocked' })).toMatchObject({ rule: 'help' });
    expect(classify({ diagnostic: '552 <ana@example.com> SPAM_BLOCKED' })).toMatchObject({ matched: 'SPAM' });
  });

  it('asks whom the words name, and shows the name', () => {
    const { classify } = bound(`
  - { id: ours, when: { text: 'does not exist|unknown', names: sender }, reason: sender-rejected }
  - { id: theirs, when: { text: 'does not exist|unknown', names: [recipient, nobody] }, reason: user-unknown }
`);
    const senderNames = ['news@shop.example'];
    expect(classify({ diagnostic: '550 news@shop.example does not exist', senderNames })).toMatchObject({
      rule: 'ours',
      matched: 'news@shop.example does not exist',
    });
    expect(classify({ diagnostic: '550 unknown: ana@example.com', senderNames })).toMatchObject({ rule: 'theirs' });
    expect(classify({ diagnostic: '550 unknown', senderNames })).toMatchObject({ rule: 'theirs', matched: 'unknown' });
    expect(classify({ diagnostic: '550 kim@else.example is unknown', senderNames }).rule).toBeNull();
    expect(
      classify({ diagnostic: '550 unknown: news@shop.example. <ana@example.com> unknown', senderNames }),
    ).toMatchObject({ rule: 'ours' });
  });

  it('asks which command was refused, of old facts by the words', () => {
    const { classify } = bound(`
  - { id: at-mail-from, when: { inReplyTo: mail-from }, reason: sender-rejected }
`);
    expect(classify({ inReplyTo: 'mail-from' })).toMatchObject({ rule: 'at-mail-from', matched: 'mail-from' });
    expect(classify({ diagnostic: '550 no (in reply to MAIL FROM command)' }).rule).toBe('at-mail-from');
    expect(classify({ diagnostic: '550 no (in reply to MAIL FROM command)', inReplyTo: 'data' }).rule).toBeNull();
    expect(classify({ diagnostic: '550 no' }).rule).toBeNull();
  });

  it('softens hard reasons of transient failures, but not a type that the rule states', () => {
    const { classify } = bound(`
  - { id: final, when: { status: 4.1.2 }, reason: user-unknown, type: hard }
  - { id: user, when: { status: [5.1.1, 4.1.1] }, reason: user-unknown }
`);
    expect(classify({ status: '5.1.1', permanence: 'permanent' }).type).toBe('hard');
    expect(classify({ status: '4.1.1', permanence: 'transient' }).type).toBe('soft');
    expect(classify({ status: '4.1.2', permanence: 'transient' }).type).toBe('hard');
  });

  it('demands every condition of a rule', () => {
    const { classify } = bound(`
  - id: all
    when: { status: 5.7.1, smtpCode: 550, action: failed, text: blocked, remoteMta: outlook.com, recipientDomain: example.com }
    reason: connection-blocked
`);
    const whole = { status: '5.7.1', smtpCode: 550, diagnostic: 'blocked', remoteMta: 'mx1.outlook.com' };
    expect(classify(whole).rule).toBe('all');
    for (const lacking of [
      { status: '5.7.2' },
      { smtpCode: 554 },
      { action: 'delayed' as const },
      { diagnostic: 'open' },
      { remoteMta: 'mx.notoutlook.com' },
      { remoteMta: null },
      { recipient: 'ana@example.org' },
      { recipient: null },
    ]) {
      expect(classify({ ...whole, ...lacking }).rule).not.toBe('all');
    }
  });

  it('reads host names out of what reports write of an MTA', () => {
    const { classify } = bound('  - { id: host, when: { remoteMta: example.com }, reason: policy-rejected }\n');
    for (const remoteMta of [
      'example.com',
      'dns; MX.Example.COM.',
      'mx.example.com (192.0.2.1)',
      'mx.example.com[192.0.2.1]:25',
      'dns;mx.example.com',
    ]) {
      expect(classify({ remoteMta }), remoteMta).toMatchObject({ rule: 'host' });
    }
    for (const remoteMta of ['example.com.evil.example', 'notexample.com', '', '(example.com)']) {
      expect(classify({ remoteMta }).rule, remoteMta).not.toBe('host');
    }
  });

  it('calls a text that no rule knows undetermined', () => {
    expect(bound(RULES).classify({ diagnostic: 'the moon is in the wrong house' })).toEqual({
      type: 'soft',
      reason: 'undetermined',
      fault: 'unknown',
      rule: null,
      matched: null,
      rulesetVersion: 7,
    });
  });

  it('calls a failure without any text unspecified, by the built-in rule', () => {
    const { classify } = bound('  - { id: none, when: { status: 5.1.1 }, reason: user-unknown }\n');
    const unspecified = { reason: 'unspecified-failure', rule: 'no-reason-given', type: 'soft' };
    expect(classify({})).toMatchObject({ ...unspecified, matched: 'failed' });
    expect(classify({ status: '5.0.0', smtpCode: 550 })).toMatchObject({ ...unspecified, matched: '5.0.0' });
    expect(classify({ smtpCode: 550, diagnostic: 'smtp; 550' })).toMatchObject({ ...unspecified, matched: '550' });
  });

  it('explains what the rules below would have said', () => {
    const explained = classifier(RULES).explain(
      facts({ diagnostic: 'no such user, spam', status: '5.1.1', smtpCode: 550 }),
    );
    expect(explained.verdict.rule).toBe('spam');
    expect(explained.others.map(({ rule, matched }) => [rule, matched])).toEqual([
      ['user', 'no such user'],
      ['status', '5.1.1'],
      ['code', '550'],
    ]);
    expect(classifier(RULES).explain(facts({ diagnostic: 'unheard of' })).others).toEqual([]);
  });

  it('bounds the matched words', () => {
    const verdict = bound(`  - { id: greedy, when: { text: 'a.*z' }, reason: spam-content }\n`).classify({
      diagnostic: `a${'b'.repeat(5_000)}z`,
    });
    expect(verdict.matched).toHaveLength(200);
  });

  it('ends on megabytes of hostile text under patterns that would backtrack for ever', () => {
    const { classify } = bound(`
  - { id: nested, when: { text: '(a+)+$' }, reason: spam-content }
  - { id: overlap, when: { text: '(?:a|aa|a?a)*b' }, reason: spam-content }
  - { id: spaces, when: { text: 'user(?: \\S+)*(?: \\S+)* unknown' }, reason: user-unknown }
`);
    expect(classify({ diagnostic: `${'a'.repeat(1_000_000)}!` }).rule).toBeNull();
    expect(classify({ diagnostic: `user${' x'.repeat(500_000)}` }).rule).toBeNull();
    expect(classify({ diagnostic: ' '.repeat(1_000_000) }).reason).toBe('unspecified-failure');
  });

  it('gives a verdict for any facts', () => {
    const { classify } = bound(RULES);
    const text = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(
        fc.record({
          recipient: text,
          action: fc.constantFrom('failed' as const, 'delayed' as const),
          status: text,
          smtpCode: fc.option(fc.integer()),
          permanence: fc.constantFrom('permanent' as const, 'transient' as const, null),
          diagnostic: text,
          reportingMta: text,
          remoteMta: text,
        }),
        (any) => {
          const { rule, matched, reason } = classify(any);
          expect(rule === null).toBe(reason === 'undetermined');
          expect(matched === null).toBe(reason === 'undetermined');
        },
      ),
    );
  });
});

describe('the examples of a ruleset', () => {
  it('must be judged by their own rule', () => {
    expect(
      checkExamples(
        ruleset(`
  - { id: wide, when: { text: user }, reason: recipient-filtered, examples: [user, nobody] }
  - id: shadowed
    when: { text: no such user }
    reason: user-unknown
    examples:
      - 550 no such user
`),
      ),
    ).toEqual([
      {
        line: 4,
        path: 'rule wide, examples[1]',
        message: 'the example of "wide" is decided by no rule',
      },
      {
        line: 9,
        path: 'rule shadowed, examples[0]',
        message: 'the example of "shadowed" is decided by the rule "wide" by "user"',
      },
    ]);
  });
});

function bound(rules: string): { classify: (given: Partial<ClassifiableFacts>) => ReturnType<Classifier['classify']> } {
  const compiled = classifier(rules);
  return { classify: (given) => compiled.classify(facts(given)) };
}
