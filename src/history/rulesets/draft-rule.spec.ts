import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { textForm } from '../../classification/index.js';
import { checkDocument } from './check-document.js';
import { draftRule, NothingInCommonError } from './draft-rule.js';

const material = (...texts: string[]) => ({
  ...{ id: '3f9a0c41d27be865', form: textForm(texts[0] ?? ''), texts },
  providers: [{ provider: 'gmx', bounces: texts.length }],
});

describe('a rule drafted from texts that no rule knows', () => {
  it('looks for the words that they have in common, and has them as its examples', () => {
    const texts = [
      '554 5.9.1 <ana@gmx.de> has the wrong (17) colour',
      '554 5.9.1 <bo@gmx.de> has the wrong (2044) colour',
    ];
    const document = draftRule(material(...texts), 'spam-content', null);
    expect(document).toBe(`format: 1
rules:
  # A draft: see whether the reason is right, and the pattern not too wide. Bounces: gmx 2
  - id: draft-3f9a0c41d27be865
    when:
      text: has the wrong.*colour
    reason: spam-content
    examples:
      - 554 5.9.1 <ana@gmx.de> has the wrong (17) colour
      - 554 5.9.1 <bo@gmx.de> has the wrong (2044) colour
`);
    expect(checkDocument(document, 'shipped')).toMatchObject({ problems: [] });
  });

  it('stands above the operator’s other rules, whose comments stay', () => {
    const operator = `format: 1
rules:
  # Ours.
  - { id: ours, when: { text: no parking }, reason: policy-rejected }
`;
    const document = draftRule(material('554 the moon is full of cheese'), 'unspecified-failure', operator);
    expect(document).toContain('# Ours.');
    expect(document.indexOf('draft-')).toBeLessThan(document.indexOf('id: ours'));
    expect(checkDocument(document, 'shipped')).toMatchObject({ problems: [] });
  });

  it('shows nothing of a mail that acts on a terminal, and means the same', () => {
    const texts = [
      '554 the \u202Emoon\u0007 is full\u{E0041} of \u2028 cheese \uE000202e\uE001',
      '554 the \u202Emoon\u0007 is full\u{E0041} of \u2028 cheese \uE000202e\uE001!',
    ];
    const given = { ...material(...texts), providers: [{ provider: 'a\u202E\nb', bounces: 2 }] };
    const document = draftRule(given, 'unspecified-failure', null);
    expect(document).toMatch(/^[ -~\n]*$/);
    expect(document).toContain('\\u202e');
    const { rules } = parse(document) as { rules: readonly { readonly examples: readonly string[] }[] };
    expect(rules[0]?.examples).toEqual(texts);
    expect(checkDocument(document, 'shipped')).toMatchObject({ problems: [] });
  });

  it('is none where the texts have no words in common', () => {
    expect(() => draftRule(material('554 5.9.1 1234'), 'unspecified-failure', null)).toThrow(NothingInCommonError);
  });

  it('can be read, and finds its texts, whatever they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
        try {
          const document = draftRule(material(text), 'unspecified-failure', null);
          const { problems } = checkDocument(document, 'none');
          // A text of one letter is found everywhere, which is for a person to see; whatever else is wrong is ours.
          expect(problems.filter(({ message }) => !/every text|more than half|characters/.test(message))).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(NothingInCommonError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
