import { styleText } from 'node:util';
import type { Writable } from 'node:stream';

const WIDTH = 100;

/** Narrates the demo in numbered chapters, with bold headings if the stream is a terminal that shows them. */
export class Narrator {
  #chapter = 0;

  constructor(private readonly output: Writable) {}

  title(text: string): void {
    this.#write(`\n${this.#bold(text)}\n`);
  }

  chapter(heading: string): void {
    this.#chapter += 1;
    this.#write(`\n${this.#bold(`${this.#chapter}  ${heading}`)}\n`);
  }

  /** A paragraph, wrapped at spaces. */
  say(text: string): void {
    let line = '';
    for (const word of text.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > WIDTH) {
        this.line(line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    this.line(line);
  }

  /** One line as it is: a command, a row. */
  line(text: string): void {
    this.#write(text === '' ? '\n' : `   ${text}\n`);
  }

  /** A table: the first column is left-aligned, the others right-aligned. */
  table(rows: readonly (readonly string[])[]): void {
    const widths = rows.reduce<number[]>(
      (known, row) => row.map((cell, column) => Math.max(cell.length, known[column] ?? 0)),
      [],
    );
    for (const row of rows) {
      const cells = row.map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      });
      this.line(cells.join('   ').trimEnd());
    }
  }

  #write(text: string): void {
    this.output.write(text);
  }

  #bold(text: string): string {
    return styleText('bold', text, { stream: this.output });
  }
}

/** `20,000`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `3.9 %`; a rate without a denominator is `–`. */
export function percent(rate: number | null): string {
  return rate === null ? '–' : `${(rate * 100).toFixed(1)} %`;
}

/** `1.4 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
