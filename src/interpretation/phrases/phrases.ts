import { foldWords } from './fold-words.js';
import { beginningsIn, PhraseFinder } from './phrase-finder.js';
import { PHRASE_KINDS, type PhraseKind } from './phrase-kinds.js';
import { PHRASE_TABLES } from './phrase-tables.js';

/** Where mails say what they are: so much of a text is looked at. */
const FIRST_CHARACTERS = 1500;

const FINDERS = Object.fromEntries(
  PHRASE_KINDS.map((kind) => [kind, new PhraseFinder(PHRASE_TABLES[kind].split(/\s*\|\s*/u))]),
) as Readonly<Record<PhraseKind, PhraseFinder>>;

/** Whether a text says so at its beginning, in any of the languages. */
export function says(kind: PhraseKind, text: string): boolean {
  const { folded, beginnings } = foldedOnce(text.slice(0, FIRST_CHARACTERS));
  return FINDERS[kind].occursIn(folded, beginnings);
}

/** The last text that was folded: a mail's words are asked for several kinds, one after the other. */
let last = { text: '', folded: '', beginnings: [] as readonly number[] };

function foldedOnce(text: string): typeof last {
  if (text !== last.text) {
    const folded = foldWords(text);
    last = { text, folded, beginnings: beginningsIn(folded) };
  }
  return last;
}

/**
 * What follows a phrase that a subject begins with, behind `Re:` and brackets, folded; null where it begins with none.
 */
export function afterPhrase(kind: PhraseKind, subject: string): string | null {
  const text = beginningOf(subject.slice(0, FIRST_CHARACTERS));
  const end = FINDERS[kind].endAt(text, 0);
  return end === null ? null : text.slice(end);
}

/** The last subject that was asked for: every family asks for the same. */
let lastSubject = { subject: '', text: '' };

function beginningOf(subject: string): string {
  if (subject !== lastSubject.subject) {
    lastSubject = { subject, text: foldWords(subject).replace(BEFORE, '') };
  }
  return lastSubject.text;
}

/** Prefixes of answers in many languages, brackets and marks. */
const BEFORE =
  /^(?:[^\p{L}]{0,4}(?:re|aw|sv|vs|r|res|rif|antw|odp|ynt|atb|απ|回复|回覆|답장|رد) ?[:：])?[^\p{L}\p{N}]{0,4}/u;
