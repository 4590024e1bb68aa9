/** Marks over and under letters of Latin, Greek and Cyrillic; those of other scripts tell words apart. */
const ACCENTS = /[\u0300-\u036f]/gu;
/** Marks of writing direction and joining, soft hyphens: nobody sees them. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  '’': "'",
  '‘': "'",
  '`': "'",
};
const ONLY_ASCII = /^[\x20-\x7f]*$/;

/**
 * A text as phrases are compared: in small letters without accents, on one line, apostrophes plain. People leave
 * accents out, and programs differ in the marks that they put between letters.
 */
export function foldWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (ONLY_ASCII.test(line)) return line.toLowerCase();
  return line
    .toLowerCase()
    .replace(UNSEEN, '')
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðı’‘`]/gu, (letter) => SPELLED[letter] ?? letter);
}
