import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { printable, type Terminal } from './terminal.js';

/** A file that the command line names cannot be read. */
export class UnreadableFileError extends Error {
  readonly code = 'unreadable-file';
  constructor(file: string, cause: unknown) {
    super(`${printable(file)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'UnreadableFileError';
  }
}

/** The text of a file, or of the standard input for `-`. @throws UnreadableFileError */
export async function readTextFile(file: string, { input }: Terminal): Promise<string> {
  try {
    return file === '-' ? await text(input) : readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnreadableFileError(file, error);
  }
}
