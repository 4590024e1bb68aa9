import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLikeMbox, splitMbox } from './split-mbox.js';

const FROM = 'From sender@example.org Thu Jan  1 00:00:00 2026';

async function mailsOf(chunks: readonly string[], maxMailBytes = 1_000_000): Promise<string[]> {
  const mails: string[] = [];
  for await (const mail of splitMbox(buffers(chunks), maxMailBytes)) {
    mails.push('bytes' in mail ? mail.bytes.toString('latin1') : 'too large');
  }
  return mails;
}

async function* buffers(chunks: readonly string[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'));
}

describe('splitMbox', () => {
  it('gives the mails without their separators and otherwise byte for byte', async () => {
    const mbox = `${FROM}\nSubject: a\n\n>From b\n\n${FROM}\r\nSubject: b\r\n\r\nend`;
    expect(await mailsOf([mbox])).toEqual(['Subject: a\n\n>From b\n\n', 'Subject: b\r\n\r\nend']);
  });

  it('takes a line that begins with From for text where no blank line precedes it or it has no date', async () => {
    const mbox = `${FROM}\nSubject: a\n${FROM}\n\nFrom here on all is text\na\n${FROM}\n`;
    expect(await mailsOf([mbox])).toEqual([mbox.slice(FROM.length + 1)]);
  });

  it('knows blank lines that end in CR LF', async () => {
    expect(await mailsOf([`${FROM}\r\na\r\n\r\n${FROM}\r\nb\r\n`])).toEqual(['a\r\n\r\n', 'b\r\n']);
  });

  it('keeps mails without a byte apart, and bytes before the first separator', async () => {
    expect(await mailsOf([`${FROM}\n\n${FROM}\n\n${FROM}\n`])).toEqual(['\n', '\n', '']);
    expect(await mailsOf([`a\n\n${FROM}\nb\n`])).toEqual(['a\n\n', 'b\n']);
    expect(await mailsOf([''])).toEqual([]);
  });

  it('says which mails are too large, and goes on', async () => {
    const mbox = `${FROM}\n${'a'.repeat(50)}\n\n${FROM}\nb\n`;
    expect(await mailsOf([mbox], 20)).toEqual(['too large', 'b\n']);
  });

  it('takes an endless line for text', async () => {
    const line = `${FROM} ${'x'.repeat(2_000)}`;
    expect(await mailsOf([`${FROM}\na\n\n${line}\n`])).toEqual([`a\n\n${line}\n`]);
    expect(await mailsOf([`${FROM}\na\n\n${line}`])).toEqual([`a\n\n${line}`]);
  });

  it('gives the same mails however the bytes arrive', async () => {
    const line = fc.constantFrom(
      '\n',
      '\r\n',
      `${FROM}\n`,
      `${FROM}\r\n`,
      'From \n',
      'F',
      'text\n',
      `${FROM} ${'x'.repeat(500)}\n`,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.array(fc.nat({ max: 99 })), async (lines, cuts) => {
        const mbox = lines.join('');
        const places = [0, ...cuts.map((cut) => Math.floor((cut * mbox.length) / 100)).sort((a, b) => a - b)];
        const chunks = places.map((place, index) => mbox.slice(place, places[index + 1]));
        expect(await mailsOf(chunks)).toEqual(await mailsOf([mbox]));
        expect(await mailsOf(Array.from(mbox))).toEqual(await mailsOf([mbox]));
      }),
    );
  });

  it('loses no byte but separators', async () => {
    const line = fc.constantFrom('\n', `${FROM}\n`, 'From \n', 'text\n');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const mails = await mailsOf([lines.join('')]);
        const separators = lines.join('').length - mails.join('').length;
        expect(separators % (FROM.length + 1)).toBe(0);
        if (looksLikeMbox(Buffer.from(lines.join('')))) expect(mails.length).toBe(separators / (FROM.length + 1));
      }),
    );
  });
});
