import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PhraseFinder } from './phrase-finder.js';
import { foldWords } from './fold-words.js';
import { PHRASE_KINDS, type PhraseKind } from './phrase-kinds.js';
import { PHRASE_TABLES } from './phrase-tables.js';
import { afterPhrase, says } from './phrases.js';

type Language = { readonly language: string } & Partial<Record<PhraseKind, readonly string[]>> & {
    readonly examples: Partial<Record<PhraseKind, readonly string[]>>;
  };
const { languages } = parse(readFileSync(new URL('../../../rulesets/phrases.yaml', import.meta.url), 'utf8')) as {
  readonly languages: readonly Language[];
};

const BEGINS_SUBJECTS: readonly PhraseKind[] = ['answer', 'office', 'holiday', 'opened'];

describe('the table of phrases', () => {
  it('is compiled in as it stands: else run `npm run phrases`', () => {
    for (const kind of PHRASE_KINDS) {
      const stated = [...new Set(languages.flatMap((language) => language[kind] ?? []))];
      expect(PHRASE_TABLES[kind].trim().split(/\s*\|\s*/u)).toEqual(stated);
    }
  });

  it('has words of its own for at least forty languages, each of them once', () => {
    const names = languages.map(({ language }) => language);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it.each(
    languages.flatMap(({ language, examples, ...phrases }) =>
      Object.entries(examples).flatMap(([kind, texts]) =>
        texts.map((text) => ({ language, kind: kind as PhraseKind, text, phrases })),
      ),
    ),
  )('knows “$text” in $language for $kind', ({ kind, text, phrases }) => {
    const own = new PhraseFinder(phrases[kind] ?? []);
    if (BEGINS_SUBJECTS.includes(kind)) {
      expect(own.endAt(foldWords(text), 0)).not.toBeNull();
      expect(afterPhrase(kind, text)).not.toBeNull();
    } else {
      expect(own.occursIn(foldWords(text))).toBe(true);
      expect(says(kind, text)).toBe(true);
    }
  });

  it('gives every language an example', () => {
    expect(languages.filter(({ examples }) => Object.keys(examples).length === 0)).toEqual([]);
  });
});

describe('a phrase', () => {
  const occurs = (phrase: string, text: string) => new PhraseFinder([phrase]).occursIn(foldWords(text));

  it.each([
    ['dovolená', 'Čerpám DOVOLENÁ.', true],
    ["l'adresse", 'L’adresse', true],
    ['nicht zugestellt', 'nicht\r\n  zugestellt', true],
    ['reis', 'der Preis', false],
    ['lu', 'Lundi', false],
    ['opozni*', 'Opóźnione dostarczenie', true],
    ['levering* … mislyktes', 'Leveringen til disse mottakerne mislyktes', true],
    [
      'levering … mislyktes',
      'Levering. ' + 'Det er lenge siden vi hørte fra deg, og det er synd. '.repeat(3) + 'mislyktes',
      false,
    ],
    ['teslim edilemedi', 'TESLİM EDİLEMEDİ', true],
    ['בחופשה', 'אני בחופשה עד', true],
    ['休暇', '夏季休暇中', true],
  ])('“%s” occurs or not in “%s”', (phrase, text, occurring) => {
    expect(occurs(phrase, text)).toBe(occurring);
  });

  it('is found in a time that grows with the text alone', () => {
    const finder = new PhraseFinder(['aaaa … aaab … aaac', 'aa … ab']);
    const milliseconds = (length: number) => {
      const text = 'a'.repeat(length);
      const start = performance.now();
      finder.occursIn(text);
      return performance.now() - start;
    };
    milliseconds(2_000);
    expect(milliseconds(40_000)).toBeLessThan(40 * Math.max(1, milliseconds(4_000)));
  });
});

describe('the beginning of a subject', () => {
  it.each([
    ['Re: Automatic reply: our offer', ': our offer'],
    ['[Automatyczna odpowiedź] oferta', '] oferta'],
    ['Our automatic reply to it', null],
  ])('“%s” leaves %j behind a program’s answer', (subject, rest) => {
    expect(afterPhrase('answer', subject)).toBe(rest);
  });
});
