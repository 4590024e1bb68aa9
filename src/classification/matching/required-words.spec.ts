import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { keyWords, requiredWords } from './required-words.js';
import { TextPatterns } from './text-patterns.js';

describe('the words that a pattern requires', () => {
  it('are read out of the pattern, in small letters', () => {
    expect(requiredWords('User Unknown')).toEqual({ kind: 'word', word: 'user unknown' });
    expect(requiredWords('mailbox (?:full|disabled)')).toEqual({
      kind: 'all',
      of: [
        { kind: 'word', word: 'mailbox ' },
        {
          kind: 'any',
          of: [
            { kind: 'word', word: 'full' },
            { kind: 'word', word: 'disabled' },
          ],
        },
      ],
    });
  });

  it('are none where an alternative has none', () => {
    expect(requiredWords('mailbox|\\d+')).toEqual({ kind: 'nothing' });
    expect(requiredWords('mailbox|no')).toEqual({ kind: 'nothing' });
  });

  it('are none where making the letters small would change the pattern', () => {
    expect(requiredWords('\\x41BCDE')).toEqual({ kind: 'nothing' });
    expect(requiredWords('(?P<Name>quota)')).toEqual({ kind: 'nothing' });
    expect(requiredWords('\\Qquota\\E')).toEqual({ kind: 'nothing' });
  });

  it('never hide a text that the pattern matches', () => {
    const words = fc.constantFrom(
      'User',
      'mailbox',
      ' ',
      'is',
      'FULL',
      'full',
      'Éé',
      'over',
      '-',
      'quota',
      '不明',
      '5',
    );
    const text = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(''));
    const piece = fc.oneof(
      fc.constantFrom('user', 'MailBox', ' ?', '(?: is)?', 'full', 'é+', '.*', '\\S', '\\W', '[fo]', 'quota', '不'),
      fc.constantFrom('(?:full|over)', '(?:user|mailbox|é)', '(?:is|quota)?', '(?:full){1,2}', '\\bfull\\b'),
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, text, (searched, line) => {
        const patterns = new TextPatterns();
        const group = patterns.add([searched]);
        const matcher = RE2JS.compile(searched, RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL).matcher(line);
        const [found] = patterns.find(group, patterns.prepare({ shown: line, words: line, masked: line }));
        const words = found === undefined ? null : line.slice(found.start, found.end);
        expect(words).toBe(matcher.find() ? matcher.group() : null);
      }),
      { numRuns: 500 },
    );
  });
});

describe('key words', () => {
  it.each([
    ['', []],
    ['quota', ['quota']],
    ['quota|mailbox full', ['quota', 'mailbox full']],
    ['(over|above) quota', [' quota']],
  ])('of %j are the fewest of which a matching text holds one: %j', (pattern, words) => {
    expect(keyWords(requiredWords(pattern))).toEqual(words);
  });

  it('are none for a pattern whose required words are unknown', () => {
    expect(keyWords(requiredWords(String.raw`\x71uota`))).toEqual([]);
  });
});
