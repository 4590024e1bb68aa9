import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes: the process's streams, or a test's. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable & { readonly isTTY?: boolean };
}

export function printLine(terminal: Terminal, line: string): void {
  terminal.output.write(`${line}\n`);
}

/** One line of JSON Lines. */
export function printJson(terminal: Terminal, value: unknown): void {
  printLine(terminal, JSON.stringify(value));
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
 * Text out of a mail, made safe for a terminal: control characters, which could move the cursor or set its title, are
 * shown as `�`.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}
