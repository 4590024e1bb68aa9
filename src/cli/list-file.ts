import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { UnreadableFileError } from './read-text-file.js';
import { printableLines, type Terminal } from './terminal.js';

const CHUNK_BYTES = 262_144;

/** The bytes of a file, or of the standard input for `-`, as they are asked for. @throws UnreadableFileError */
export async function* listFile(file: string, { input }: Terminal): AsyncGenerator<Uint8Array> {
  const bytes = file === '-' ? input : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  try {
    yield* bytes as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new UnreadableFileError(file, error);
  }
}

/** Prints the text of a list, of any length, at its reader's pace. On a terminal nothing in it can act. */
export async function printList({ output }: Terminal, text: AsyncIterable<string | Uint8Array>): Promise<void> {
  const isShown = 'isTTY' in output && output.isTTY === true;
  for await (const chunk of text) {
    const shown = isShown ? printableLines(Buffer.from(chunk).toString('utf8')) : chunk;
    if (!output.write(shown)) await once(output, 'drain');
  }
}
