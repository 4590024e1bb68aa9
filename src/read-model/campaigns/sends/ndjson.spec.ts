import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines, type TextLine } from './ndjson.js';

async function linesOf(chunks: readonly Buffer[], maxLineBytes = 100): Promise<TextLine[]> {
  const lines: TextLine[] = [];
  const stream = (async function* () {
    yield* chunks;
    await Promise.resolve();
  })();
  for await (const line of readLines(stream, maxLineBytes)) lines.push(line);
  return lines;
}

const inPieces = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, piece) =>
    bytes.subarray(piece * size, (piece + 1) * size),
  );

describe('readLines', () => {
  it('numbers lines from 1 and leaves blank ones out', async () => {
    expect(await linesOf([Buffer.from('a\r\n\n  \nb\n')])).toEqual([
      { line: 1, text: 'a' },
      { line: 4, text: 'b' },
    ]);
  });

  it('takes a last line without a line feed', async () => {
    expect(await linesOf([Buffer.from('a\nb')])).toEqual([
      { line: 1, text: 'a' },
      { line: 2, text: 'b' },
    ]);
  });

  it('passes over the text of a line that is too long, and goes on after it', async () => {
    expect(await linesOf([Buffer.from(`${'x'.repeat(101)}\n${'y'.repeat(100)}\n`)])).toEqual([
      { line: 1, text: null },
      { line: 2, text: 'y'.repeat(100) },
    ]);
  });

  it('reads the same lines however the bytes arrive, within characters too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '漢', '\n', '\r\n', ' ') })),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const bytes = Buffer.from(texts.join('\n'));
          expect(await linesOf(inPieces(bytes, size))).toEqual(await linesOf([bytes]));
        },
      ),
    );
  });
});
