import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMailFiles } from '../../src/cli/mail-files/index.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mail-files-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const write = (name: string, text: string) => {
  writeFileSync(join(dir, name), text);
};

/** What is read at the names, as [file without the folder, text or error]. */
async function read(
  names: readonly string[],
  maxMailBytes = 1_000_000,
  input = Readable.from([]),
): Promise<string[][]> {
  const paths = names.map((name) => (name === '-' ? name : join(dir, name)));
  const found: string[][] = [];
  for await (const result of readMailFiles(paths, { maxMailBytes }, input)) {
    const file = result.file.replace(`${dir}/`, '');
    found.push('bytes' in result ? [file, result.bytes.toString('latin1')] : [file, 'error', result.error]);
  }
  return found;
}

const SEPARATOR = 'From MAILER-DAEMON Sat Nov 21 09:14:07 2026\n';

describe('mail files', () => {
  it('are read in the order given, and one that cannot be read does not stop the others', async () => {
    write('b.eml', 'B: 1\n\n');
    write('a.eml', 'A: 1\n\n');
    expect(await read(['b.eml', 'none.eml', 'a.eml'])).toEqual([
      ['b.eml', 'B: 1\n\n'],
      ['none.eml', 'error', 'no such file'],
      ['a.eml', 'A: 1\n\n'],
    ]);
  });

  it('of an mbox are numbered and come without their separators, byte for byte', async () => {
    const body = 'text\n\nFrom here on, no separator\n>From quoted\n\x00\xff';
    writeFileSync(join(dir, 'box'), Buffer.from(`${SEPARATOR}A: 1\n\none\n\n${SEPARATOR}B: 1\n\n${body}\n`, 'latin1'));
    expect(await read(['box'])).toEqual([
      ['box#1', 'A: 1\n\none\n\n'],
      ['box#2', `B: 1\n\n${body}\n`],
    ]);
  });

  it('named .eml are one mail even where they begin like an mbox', async () => {
    write('one.eml', `${SEPARATOR}A: 1\n\n`);
    expect(await read(['one.eml'])).toEqual([['one.eml', `${SEPARATOR}A: 1\n\n`]]);
  });

  it('of a Maildir are those of cur and new', async () => {
    for (const folder of ['cur', 'new', 'tmp']) mkdirSync(join(dir, 'Maildir', folder), { recursive: true });
    write('Maildir/new/2.host', 'N: 1\n\n');
    write('Maildir/cur/1.host:2,S', 'C: 1\n\n');
    write('Maildir/tmp/3.host', 'T: 1\n\n');
    write('Maildir/dovecot-uidlist', '3 V1\n');
    expect(await read(['Maildir'])).toEqual([
      ['Maildir/cur/1.host:2,S', 'C: 1\n\n'],
      ['Maildir/new/2.host', 'N: 1\n\n'],
    ]);
  });

  it('come from standard input, one mail or an mbox', async () => {
    expect(await read(['-'], 100, Readable.from([Buffer.from('A: '), Buffer.from('1\n')]))).toEqual([['-', 'A: 1\n']]);
    const mbox = Readable.from([Buffer.from(`${SEPARATOR}A: 1\n\n${SEPARATOR}B`), Buffer.from(': 1\n\n')]);
    expect(await read(['-'], 100, mbox)).toEqual([
      ['-#1', 'A: 1\n\n'],
      ['-#2', 'B: 1\n\n'],
    ]);
  });

  it('larger than the limit are told in their place, alone and in an mbox', async () => {
    write('big.eml', 'x'.repeat(101));
    write('box', `${SEPARATOR}A: 1\n\n${SEPARATOR}${'x'.repeat(2000)}\n\n${SEPARATOR}B: 1\n\n`);
    expect(await read(['big.eml', 'box'], 100)).toEqual([
      ['big.eml', 'error', 'larger than 100 bytes'],
      ['box#1', 'A: 1\n\n'],
      ['box#2', 'error', 'larger than 100 bytes'],
      ['box#3', 'B: 1\n\n'],
    ]);
  });

  it('may be empty', async () => {
    write('empty.eml', '');
    expect(await read(['empty.eml'])).toEqual([['empty.eml', '']]);
  });
});
