import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRuleset } from './parse-ruleset.js';
import { DEFAULT_POLICY } from '../policy.js';
import { RULESET_LIMITS, type Ruleset } from '../ruleset.js';

function parsed(yaml: string): Ruleset {
  const result = parseRuleset(yaml);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.ruleset;
}

/** Each problem as "line path: message". */
function problems(yaml: string): readonly string[] {
  const result = parseRuleset(yaml);
  return result.ok ? [] : result.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

const rule = (when: string, rest = 'reason: user-unknown'): string =>
  `format: 2\nrules:\n  - id: one\n    when: ${when}\n    ${rest}\n`;

describe('a ruleset document', () => {
  it('is read with its rules in order, each with its line', () => {
    const ruleset = parsed(`
format: 2
policy: { softErrorThreshold: 3, clearAfterDaysByReason: { mailbox-full: 40 } }
rules:
  - id: full
    when: { status: [X.2.2, 4.2.*], text: over quota }
    reason: mailbox-full
    examples:
      - 552 5.2.2 over quota
      - { status: 4.2.9, text: over quota, action: delayed, remoteMta: mx.example.com, recipient: ana@example.com }
  - id: gone
    when: { smtpCode: 550, recipientDomain: Example.COM }
    reason: user-unknown
    type: soft
`);
    expect(ruleset.policy).toEqual({
      ...DEFAULT_POLICY,
      softErrorThreshold: 3,
      clearAfterDaysByReason: { 'mailbox-full': 40 },
    });
    expect(ruleset.rules).toMatchObject([
      { id: 'full', line: 5, when: { status: ['x.2.2', '4.2.*'], text: ['over quota'] }, type: null },
      { id: 'gone', line: 11, when: { smtpCode: ['550'], recipientDomain: ['example.com'] }, type: 'soft' },
    ]);
    expect(ruleset.rules[0]?.examples).toMatchObject([
      {
        line: 9,
        facts: { status: '5.2.2', smtpCode: 552, permanence: 'permanent', diagnostic: '552 5.2.2 over quota' },
      },
      { line: 10, facts: { status: '4.2.9', smtpCode: null, permanence: 'transient', action: 'delayed' } },
    ]);
  });

  it('may leave out the policy, or have no rules', () => {
    expect(parsed('format: 2')).toEqual({ format: 2, policy: DEFAULT_POLICY, rules: [] });
  });

  it('takes every number within its bounds, and none beyond them', () => {
    const threshold = (value: string) => problems(`format: 2\npolicy: { softErrorThreshold: ${value} }`);
    const [refusal = ''] = threshold('0');
    const [, minimum = '', maximum = ''] = /from (\d+) to (\d+)/.exec(refusal) ?? [];
    expect(threshold(minimum)).toEqual([]);
    expect(threshold(maximum)).toEqual([]);
    for (const value of [`${Number(maximum) + 1}`, '2.5', "'3'", '[3]', 'many', '.nan']) {
      expect(threshold(value)).toEqual([refusal]);
    }
  });

  it('keeps its instants in UTC, whichever offset they are written with', () => {
    expect(parsed(rule('{ from: 2020-12-14T21:00:00+01:00 }')).rules[0]?.when.from).toEqual([
      '2020-12-14T20:00:00.000Z',
    ]);
    expect(parsed(rule('{ to: 2020-12-14T21:00:00+01:00 }')).rules[0]?.when.to).toEqual(['2020-12-14T20:00:00.000Z']);
  });

  it('repeats no more than sixty characters of a word that it does not know', () => {
    const longest = 'x'.repeat(60);
    expect(problems(rule(`{ action: ${longest} }`))[0]).toContain(`"${longest}" is none of`);
    expect(problems(rule(`{ action: ${longest}y }`))[0]).toContain(`"${longest}…" is none of`);
  });

  it('takes a text of the longest length, and says how much longer another is', () => {
    const limit = RULESET_LIMITS.patternCharacters;
    expect(problems(rule(`{ text: ${'x'.repeat(limit)} }`))).toEqual([]);
    expect(problems(rule(`{ text: ${'x'.repeat(limit + 1)} }`))[0]).toContain(
      `has ${limit + 1} characters, the limit is ${limit}`,
    );
  });

  it('lacks its format', () => {
    expect(problems('rules: []')).toEqual(['1 : lacks "format: 2"']);
  });

  it('says in its policy who is believed, and how long', () => {
    const policy = {
      ...{ unverified: 'soft-error', guesses: 'as-classified', believeDatesForDays: 0, ignoreBouncesAfterDays: 90 },
    } as const;
    const document = `format: 2\npolicy: ${JSON.stringify(policy)}`;
    expect(parsed(document).policy).toEqual({ ...DEFAULT_POLICY, ...policy });
    expect(parsed('format: 2\npolicy: { ignoreBouncesAfterDays: none }').policy.ignoreBouncesAfterDays).toBeNull();
    expect(
      problems('format: 2\npolicy: { unverified: deny, believeDatesForDays: -1, ignoreBouncesAfterDays: ever }'),
    ).toEqual([
      '2 policy.unverified: "deny" is none of with-errors, soft-error',
      '2 policy.believeDatesForDays: expected a whole number from 0 to 3650',
      '2 policy.ignoreBouncesAfterDays: expected a whole number from 1 to 3650',
    ]);
  });

  it('of format 1 has its texts searched in the whole diagnostic, as they were', () => {
    const { rules } = parsed(`
format: 1
rules:
  - { id: full, when: { text: over quota, names: recipient, inReplyTo: rcpt-to }, reason: mailbox-full }
`);
    expect(rules[0]?.when).toEqual({ diagnostic: ['over quota'], names: ['recipient'], inReplyTo: ['rcpt-to'] });
    expect(problems(rule('{ text: late, frame: expired }').replace('format: 2', 'format: 1'))).toEqual([
      expect.stringContaining('unknown word "frame"'),
    ]);
  });

  it('may ask whom words name, and which command was refused', () => {
    const { rules } = parsed(`
format: 2
rules:
  - id: theirs
    when: { text: unknown, names: [recipient, nobody], inReplyTo: [rcpt-to, data] }
    reason: user-unknown
    examples:
      - { text: 550 unknown, inReplyTo: rcpt-to, sender: [News@shop.example, 192.0.2.1] }
`);
    expect(rules).toMatchObject([
      {
        when: { text: ['unknown'], names: ['recipient', 'nobody'], inReplyTo: ['rcpt-to', 'data'] },
        examples: [{ facts: { inReplyTo: 'rcpt-to', senderNames: ['news@shop.example', '192.0.2.1'] } }],
      },
    ]);
  });
});

describe('the layers of a ruleset document', () => {
  it('are the operator’s alone, or the defaults below them', () => {
    const layersOf = (yaml: string) => parsed(yaml).rules.map(({ id, layer }) => `${id} ${layer}`);
    const two = 'format: 2\nrules:\n  - { id: two, when: { smtpCode: 550 }, reason: user-unknown }\n';
    expect(layersOf(rule('{ smtpCode: 551 }'))).toEqual(['one operator']);
    expect(layersOf(`${rule('{ smtpCode: 551 }')}---\n${two}`)).toEqual(['one operator', 'two defaults']);
  });
});

describe('a time window', () => {
  it.each([
    ['{ from: 2020-12-14 }', '"2020-12-14" is not a date and time with an offset'],
    ['{ from: 2020-12-14T20:00:00 }', '"2020-12-14T20:00:00" is not a date and time with an offset'],
    ['{ to: 2020-13-45T20:00:00Z }', '"2020-13-45T20:00:00Z" is not a date and time with an offset'],
    ['{ to: 2021-02-29T20:00:00Z }', '"2021-02-29T20:00:00Z" is not a date and time with an offset'],
    ['{ from: 2020-12-15T00:00:00Z, to: 2020-12-14T00:00:00Z }', 'is not after "from": nothing can occur in between'],
    ['{ from: [2020-12-15T00:00:00Z, 2020-12-16T00:00:00Z] }', 'has 2 entries, the limit is 1'],
    ['{ provider: gogle }', '"gogle" is none of google, microsoft'],
  ])('of the conditions %s is refused', (when, message) => {
    expect(problems(rule(when))).toEqual([expect.stringContaining(message)]);
  });
});

describe('problems of a ruleset document', () => {
  it('are all told at once, in the order of the lines', () => {
    expect(
      problems(`format: 3
colour: red
policy:
  softErrorThreshold: 0
  clearAfterDaysByReason: { mailbox-fool: 3 }
  complaint: shout
rules:
  - id: Not An Id
    when: { text: full, colour: red }
    reason: mailbox-fool
  - when: {}
    reason: undetermined
    type: harsh
`),
    ).toEqual([
      '1 format: "3" is none of 1, 2',
      '2 colour: unknown word "colour"; known here: format, policy, rules',
      '4 policy.softErrorThreshold: expected a whole number from 1 to 1000',
      expect.stringContaining('5 policy.clearAfterDaysByReason.mailbox-fool: unknown word "mailbox-fool"'),
      '6 policy.complaint: "shout" is none of denylist, ignore',
      '8 rules[0].id: an id is 1 to 64 small letters, digits, dots and hyphens',
      expect.stringContaining('9 rules[0].when.colour: unknown word "colour"'),
      expect.stringContaining('10 rules[0].reason: "mailbox-fool" is none of user-unknown'),
      '11 rules[1]: lacks "id"',
      '11 rules[1].when: has no condition: the rule would match everything',
      expect.stringContaining('12 rules[1].reason: "undetermined" is none of'),
      '13 rules[1].type: "harsh" is none of hard, soft, ignored',
    ]);
  });

  it.each([
    ['(?=user) unknown', 'uses look-around'],
    ['(?<!not )full', 'uses look-around'],
    ['(user) \\1', 'uses a back-reference'],
    ['user (unknown', 'is not a valid RE2 pattern: '],
    ['.*', 'matches every text'],
    ['(?:full)?', 'matches every text'],
    ['(?:(?:a{30}){30}){2}b', 'is not a valid RE2 pattern: '],
    ['(?:(?:a|b|c|dd){25}){30}b', 'is too large'],
  ])('name a pattern that cannot be used, with its line: %s', (pattern, message) => {
    const text = rule(`\n      text:\n        - full\n        - '${pattern.replaceAll("'", "''")}'`);
    expect(problems(text)).toEqual([expect.stringContaining(`7 rules[0].when.text[1]: the pattern ${message}`)]);
  });

  it('accept nested repeats, which RE2 searches in linear time', () => {
    expect(problems(rule(`{ text: '(a+)+$' }`))).toEqual([]);
  });

  it.each([
    ['{ status: 5.1 }', '"5.1" is not an enhanced status code'],
    ['{ status: 9.1.1 }', '"9.1.1" is not an enhanced status code'],
    ["{ status: '*' }", '"*" is not an enhanced status code'],
    ['{ smtpCode: 250 }', '"250" is not an SMTP reply code'],
    ['{ action: relayed }', '"relayed" is none of failed, delayed'],
    ['{ remoteMta: mx example }', '"mx example" is not a host name'],
    ['{ recipientDomain: "@example.com" }', '"@example.com" is not a domain name'],
    ['{ text: full, names: them }', '"them" is none of recipient, sender, other, nobody'],
    ['{ status: 5.1.1, names: sender }', 'stands without "text"'],
    ['{ inReplyTo: quit }', '"quit" is none of connect, mail-from, rcpt-to, data'],
    ['{ text: [] }', 'is empty'],
    ['{ text: "" }', 'is empty'],
    ['{ text: }', 'has no value'],
    ['{ text: { a: b } }', 'found a mapping, expected a text'],
    ['[]', 'found a list, expected status, smtpCode'],
  ])('name a condition that cannot hold: %s', (when, message) => {
    expect(problems(rule(when)).join('\n')).toContain(message);
  });

  it('name ids that are taken, and the reserved one', () => {
    const two = `format: 1
rules:
  - { id: a, when: { status: 5.1.1 }, reason: user-unknown }
  - { id: a, when: { status: 5.2.2 }, reason: mailbox-full }
  - { id: no-reason-given, when: { status: 5.2.2 }, reason: mailbox-full }
`;
    expect(problems(two)).toEqual([
      '4 rules[1].id: the id "a" is already taken by the rule in line 3',
      '5 rules[2].id: "no-reason-given" names the built-in last resort',
    ]);
  });

  it('name examples that are none', () => {
    const text = rule(
      '{ status: 5.1.1 }',
      'reason: user-unknown\n    examples: [{ status: 5.1, smtpCode: 250 }, [], { code: 5 }]',
    );
    expect(problems(text)).toEqual([
      '6 rules[0].examples[0].status: expected an enhanced status code such as 5.1.1',
      '6 rules[0].examples[0].smtpCode: expected a whole number from 400 to 599',
      expect.stringContaining('6 rules[0].examples[1]: found a list, expected text, status'),
      expect.stringContaining('6 rules[0].examples[2].code: unknown word "code"'),
    ]);
  });

  it('name what is no YAML, with its line', () => {
    expect(problems('format: 1\nrules: [\n')).toEqual([expect.stringMatching(/^\d+ : /u)]);
    expect(problems('format: 1\nformat: 1\n')).toEqual([expect.stringContaining('2 : Map keys must be unique')]);
    expect(problems('just words')).toEqual([expect.stringContaining('found "just words"')]);
    expect(problems('')).toHaveLength(1);
  });

  it('refuse aliases, so that a small document cannot grow', () => {
    expect(problems('format: 1\nrules: &r\n  - *r\n').join()).toContain('found an alias');
  });

  it('refuse a document that is too large, has too many rules, or is nested too deeply', () => {
    const { bytes } = RULESET_LIMITS;
    expect(problems('#'.repeat(bytes + 1))).toEqual([`1 : the document has ${bytes + 1} bytes, the limit is ${bytes}`]);
    const many = '- {}\n'.repeat(RULESET_LIMITS.rules + 1);
    expect(problems(`format: 1\nrules:\n${many}`)).toEqual(['3 rules: has 2001 rules, the limit is 2000']);
    const most = Array.from(
      { length: RULESET_LIMITS.rules },
      (_, n) => `- { id: r${n}, when: { smtpCode: 550 }, reason: user-unknown }`,
    );
    expect(parsed(`format: 1\nrules:\n${most.join('\n')}`).rules).toHaveLength(RULESET_LIMITS.rules);
    expect(problems('['.repeat(200_000)).length).toBeGreaterThan(0);
  });

  it('name rules that are not a list, and a third layer', () => {
    expect(problems('format: 2\nrules: none\n')).toEqual(['2 rules: expected a list of rules']);
    expect(problems('format: 2\n---\nformat: 2\n---\nformat: 2\n')).toEqual([
      '5 : has more than two layers: only the defaults may stand below, after a line "---"',
    ]);
  });

  it('bound the instructions of all patterns together', () => {
    const patterns = Array.from({ length: 100 }, () => "'(?:x{40}){20}y'").join(', ');
    const rules = [1, 2, 3].map((n) => `  - { id: r${n}, when: { text: [${patterns}] }, reason: user-unknown }\n`);
    expect(problems(`format: 1\nrules:\n${rules.join('')}`)).toEqual([
      '3 rules: the patterns together are too large: their repeats multiply',
    ]);
  });

  it('come as a list, never as a throw, whatever the document', () => {
    const word = fc.constantFrom(
      'format',
      'rules',
      'id',
      'when',
      'text',
      'reason',
      ':',
      '-',
      ' ',
      '\n',
      '{',
      ']',
      '&a',
      '*a',
      '1',
      '"',
      '!!x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join('')),
        ),
        (yaml) => {
          const result = parseRuleset(yaml);
          expect(result.ok || result.problems.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
