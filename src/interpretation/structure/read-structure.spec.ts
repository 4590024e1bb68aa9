import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.js';
import { readStructure } from './read-structure.js';

const read = (lines: readonly string[], limits = {}) =>
  readStructure(Buffer.from(lines.join('\r\n')), { ...DEFAULT_LIMITS, ...limits });
const mixed = (...parts: string[][]): string[] => [
  'Content-Type: multipart/mixed; boundary=b',
  '',
  ...parts.flatMap((part) => ['--b', ...part]),
  '--b--',
];

describe('the structure of a mail', () => {
  it('holds its parts in order, each decoded when asked for', () => {
    const mail = read(
      mixed(
        ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable', '', 'caf=E9'],
        [
          'Content-Type: message/delivery-status',
          'Content-Transfer-Encoding: base64',
          '',
          Buffer.from('Action: failed').toString('base64'),
        ],
      ),
    );
    expect(mail.leaves.map((part) => [part.contentType, part.text()])).toEqual([
      ['text/plain', 'café'],
      ['message/delivery-status', 'Action: failed'],
    ]);
  });

  it('takes a returned message for one part, whatever parts it has itself', () => {
    const mail = read(
      mixed(['Content-Type: message/rfc822', '', ...mixed(['', 'inner']).map((line) => line.replace('b', 'c'))]),
    );
    expect(mail.leaves.map(({ contentType }) => contentType)).toEqual(['message/rfc822']);
  });

  it('finds the text of a multipart whose boundary never comes', () => {
    const mail = read(['Content-Type: multipart/report; boundary=x', '', '<a@b.example>: unknown']);
    expect(mail.ownWords).toContain('<a@b.example>: unknown');
  });

  it('has a header and a body where a transfer has doubled the carriage returns', () => {
    const mail = read(['Subject: x\r', 'X-Next: y\r', '\r', 'body\r', 'more\r']);
    expect([mail.headers.first('x-next'), mail.ownWords]).toEqual(['y', 'body\nmore\n']);
  });

  it('is the same whatever was read before it', () => {
    const ordinary = mixed(['', 'one'], ['', 'two']);
    const alone = read(ordinary).leaves.map((part) => part.text());
    for (const before of [mixed(['', 'more', '--b']), mixed(['X: '.padEnd(999)]), ['X: y'], ['']]) {
      read(before, { maxHeaderBytes: 500, maxParts: 3 });
      expect(read(ordinary).leaves.map((part) => part.text())).toEqual(alone);
    }
  });

  it('reads its HTML where it has no plain text, and not otherwise', () => {
    const html = ['Content-Type: text/html', '', '<p>no such user</p>'];
    expect(read(html).ownWords.trim()).toBe('no such user');
    expect(read(mixed(['', 'plain'], html)).ownWords.trim()).toBe('plain');
  });

  it.each(['x-does-not-exist', 'utf-8', ''])('reads text whose charset “%s” is unknown or wrong', (charset) => {
    const header = Buffer.from(`Content-Type: text/plain; charset="${charset}"\r\n\r\n`);
    const mail = readStructure(Buffer.concat([header, Buffer.from('caf\u00e9', 'latin1')]), DEFAULT_LIMITS);
    expect(mail.ownWords).toBe('café');
  });

  it('ignores blank lines before its header', () => {
    expect(read(['', '', 'Subject: x', '', 'y']).headers.first('subject')).toBe('x');
  });
});

describe('the limits of a reading', () => {
  const many = mixed(...Array.from({ length: 20_000 }, (_, index) => ['', `part ${index}`]));

  it('end it after so many parts', () => {
    const mail = read(many, { maxParts: 100 });
    expect(mail.leaves).toHaveLength(99);
    expect([...mail.limitsReached]).toEqual(['maxParts']);
  });

  it('end it at so many levels', () => {
    const nested = Array.from({ length: 100 }, (_, level) => [
      `Content-Type: multipart/mixed; boundary=b${level}`,
      '',
      `--b${level}`,
    ]).flat();
    const mail = read([...nested, '', 'x'], { maxDepth: 5 });
    expect([...mail.limitsReached]).toEqual(['maxDepth']);
    expect(mail.leaves.map(({ depth }) => depth)).toEqual([5]);
  });

  it('cut a text, and say so when it is read', () => {
    const mail = read(['Subject: y', '', 'x'.repeat(100)], { maxTextBytes: 10 });
    expect(mail.ownWords).toBe('x'.repeat(10));
    expect([...mail.limitsReached]).toEqual(['maxTextBytes']);
  });

  it('read the body behind a header that is too long', () => {
    const bomb = Array.from({ length: 1000 }, (_, index) => `X-${index}: y`);
    const mail = read(['Subject: z', ...bomb, '', 'body'], { maxHeaderBytes: 500 });
    expect(mail.headers.first('subject')).toBe('z');
    expect(mail.ownWords).toBe('body');
    expect([...mail.limitsReached]).toEqual(['maxHeaderBytes']);
  });

  it('keep the parts before one whose header is too long', () => {
    const bomb = Array.from({ length: 10_000 }, (_, index) => `X-${index}: y`);
    const mail = read(mixed(['', 'first'], [...bomb, '', 'second']), { maxHeaderBytes: 70_000 });
    expect(mail.leaves[0]?.text()).toBe('first');
    expect([...mail.limitsReached]).toEqual(['maxHeaderBytes']);
  });

  it('leave what lies beyond the bytes of a mail unread', () => {
    const mail = read(['Subject: x', '', 'body'], { maxMailBytes: 12 });
    expect(mail.headers.first('subject')).toBe('x');
    expect(mail.ownWords).toBe('');
    expect([...mail.limitsReached]).toEqual(['maxMailBytes']);
  });
});
