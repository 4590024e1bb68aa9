import type { Readable, Writable } from 'node:stream';
import { encodeJson } from '../events/index.js';

/** Where a command reads and writes: the process's streams, or a test's. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable & { readonly isTTY?: boolean };
}

/** One line for a person: nothing in it can act on the terminal. */
export function printLine(terminal: Terminal, line: string): void {
  terminal.output.write(`${printable(line)}\n`);
}

/** One line of JSON Lines. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.output.write(`${encodeJson(value)}\n`);
}

/** The answer of a command: one JSON object, or lines for a person. */
export function printAnswer(
  terminal: Terminal,
  json: boolean | undefined,
  answer: unknown,
  lines: Iterable<string>,
): void {
  if (json === true) printJson(terminal, answer);
  else for (const line of lines) printLine(terminal, line);
}

/** Reports on standard error what went wrong with a file or with a mail in it. */
export function printFileError({ errors }: Terminal, file: string, error: string): void {
  errors.write(`${printable(file)}: ${printable(error)}\n`);
}

/**
 * Text of others (out of a mail, from a command line), made safe for a terminal: characters that could move the cursor,
 * set its title, reorder or hide text are shown as escapes.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`;
  });
}

/** The same for a text of several lines, whose line feeds stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
