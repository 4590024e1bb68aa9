import { innerReport } from './recognition/inner-report.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Mail } from './structure/mail.js';
import { readStructure } from './structure/read-structure.js';

/** Where words stand in a mail, for a person who looks there. */
export interface MailPlace {
  /** `header`, or the content type of a part, with its number where there are several: `part 2, text/plain`. */
  readonly part: string;
  /** In the header as unfolded, or in the part as decoded; from 1. */
  readonly line: number;
}

interface Section {
  readonly part: string;
  /** Lines without those that are blank, white space folded, in small letters, joined by a blank. */
  readonly text: string;
  readonly lines: readonly SectionLine[];
}

interface SectionLine {
  /** Where in the section's text the line begins. */
  readonly start: number;
  /** Its number, from 1, blank lines counted. */
  readonly number: number;
  /** Lines between two blank ones have the same. */
  readonly paragraph: number;
}

/** Characters that are looked for where the whole text is not found: reports fold and quote long ones. */
const BEGINNINGS = [60, 24] as const;

/**
 * Finds again in a mail what an interpretation of it says. It looks for the words, after the fact: a place is where
 * they stand first, report parts before others; what the interpreter put into other words (dates, decoded escapes) has
 * none.
 */
export class MailPlaces {
  private constructor(private readonly sections: readonly Section[]) {}

  static of(bytes: Uint8Array): MailPlaces {
    const mail = readStructure(bytes, DEFAULT_LIMITS);
    const report = innerReport(mail);
    const inner = report === null ? [] : partsOf(readStructure(report.bytes, DEFAULT_LIMITS), 'passed on, ');
    const header = mail.headers.fields.map(({ name }) => `${name}: ${mail.headers.all(name).join(' ')}`).join('\n');
    return new MailPlaces([...inner, ...partsOf(mail, ''), section('header', header)]);
  }

  /**
   * @param near words that stand beside these, such as the recipient's: their paragraph, and what follows it, is looked
   * at first
   */
  find(words: string, near?: string): MailPlace | null {
    const sought = folded(words);
    if (sought === '') return null;
    const beside = near === undefined ? '' : folded(near);
    const whole = this.#findBeside(sought, beside) ?? this.#first(sought);
    if (whole !== null) return whole;
    for (const length of BEGINNINGS) {
      if (sought.length <= length || !sought.slice(0, length).includes(' ')) continue;
      const beginning = sought.slice(0, sought.lastIndexOf(' ', length));
      const found = this.#findBeside(beginning, beside) ?? this.#first(beginning);
      if (found !== null) return found;
    }
    return null;
  }

  #first(sought: string): MailPlace | null {
    for (const section of this.sections) {
      const at = indexOfWords(section.text, sought, 0);
      if (at >= 0) return placeAt(section, at);
    }
    return null;
  }

  #findBeside(sought: string, near: string): MailPlace | null {
    if (near === '') return null;
    for (const section of this.sections) {
      const at = indexOfWords(section.text, near, 0);
      if (at < 0) continue;
      const { paragraph } = lineAt(section, at);
      const start = section.lines.find((line) => line.paragraph === paragraph)?.start ?? 0;
      const found = indexOfWords(section.text, sought, start);
      if (found >= 0) return placeAt(section, found);
    }
    return null;
  }
}

function partsOf(mail: Mail, prefix: string): Section[] {
  const sections = mail.leaves.map((part, index) => {
    const name = mail.leaves.length === 1 ? part.contentType : `part ${index + 1}, ${part.contentType}`;
    return section(prefix + name, part.text());
  });
  const isReport = ({ part }: Section) => /message\/(?:global-)?delivery-status|message\/feedback-report/u.test(part);
  return [...sections.filter(isReport), ...sections.filter((each) => !isReport(each))];
}

function section(part: string, content: string): Section {
  const lines: SectionLine[] = [];
  const texts: string[] = [];
  let start = 0;
  let paragraph = 0;
  for (const [index, line] of content.split('\n').entries()) {
    const text = folded(line);
    if (text === '') {
      paragraph += 1;
      continue;
    }
    lines.push({ start, number: index + 1, paragraph });
    texts.push(text);
    start += text.length + 1;
  }
  return { part, text: texts.join(' '), lines };
}

/** Where the words stand by themselves: `c4` is not in `c41`. -1 where they do not. */
function indexOfWords(text: string, words: string, from: number): number {
  for (let at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!joins(text, at) && !joins(text, at + words.length)) return at;
  }
  return -1;
}

/** Whether one word spans the place. */
function joins(text: string, at: number): boolean {
  return at > 0 && WORD_CHARACTER.test(text.charAt(at - 1)) && WORD_CHARACTER.test(text.charAt(at));
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().toLowerCase();
}

function placeAt(section: Section, at: number): MailPlace {
  return { part: section.part, line: lineAt(section, at).number };
}

function lineAt({ lines }: Section, at: number): SectionLine {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return lines[low] ?? { start: 0, number: 1, paragraph: 0 };
}
