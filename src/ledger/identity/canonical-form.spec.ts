import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailIdOf, writeCanonicalForm } from './canonical-form.js';

interface Vector {
  readonly name: string;
  /** Base64. */
  readonly mail: string;
  readonly canonical: string;
  readonly mailId: string;
}

// The vectors were made by another implementation of the same words; they are frozen.
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/golden/mail-id-v1.json', import.meta.url), 'utf8'),
) as Vector[];

function canonicalForm(mail: Buffer): Buffer {
  const pieces: Buffer[] = [];
  writeCanonicalForm(mail, (piece) => pieces.push(Buffer.from(piece)));
  return Buffer.concat(pieces);
}

const idOf = (name: string) => vectors.find((vector) => vector.name === name)?.mailId;

describe('mailId v1', () => {
  it.each(vectors)('$name', ({ mail, canonical, mailId }) => {
    const bytes = Buffer.from(mail, 'base64');
    expect(canonicalForm(bytes).toString('latin1')).toBe(Buffer.from(canonical, 'base64').toString('latin1'));
    expect(mailIdOf(bytes)).toBe(mailId);
  });

  it('is the same for one mail from a POP3 server, an mbox and a Maildir', () => {
    const ids = vectors.filter(({ name }) => name.startsWith('the same mail')).map(({ mailId }) => mailId);
    expect(new Set([...ids, idOf('an ordinary mail')]).size).toBe(1);
  });

  it('is the same whether the form is given out in one piece or in many', () => {
    const line = `${'x'.repeat(999)}\n`;
    const mail = Buffer.from(`Subject: x\n\n${line.repeat(300)}`);
    expect(canonicalForm(mail).toString()).toBe(mail.toString().replaceAll('\n', '\r\n'));
  });

  it('is the same whatever stretches of it stay as they are', () => {
    const kept = (lines: number) => `${'y'.repeat(98)}\r\n`.repeat(lines);
    for (const lines of [1, 40, 41, 42, 1_000]) {
      const mail = `Subject: x\r\n\r\n${kept(lines)}>From a\n${kept(3)}>From b\n${kept(lines)}`;
      const canonical = `Subject: x\r\n\r\n${kept(lines)}From a\r\n${kept(3)}From b\r\n${kept(lines)}`;
      expect(canonicalForm(Buffer.from(mail)).toString()).toBe(canonical);
    }
  });

  it.each([
    [' no field goes before this line\r\n\r\nText\r\n', ' no field goes before this line\r\n\r\nText\r\n'],
    ['Subject: x\r\n\r\n>From the end', 'Subject: x\r\n\r\nFrom the end\r\n'],
    ['Status\r\n: no field\r\n\r\nText\r\n', 'Status\r\n: no field\r\n\r\nText\r\n'],
    ['Statuses: 1\r\nMy-Status: 2\r\n\r\nText\r\n', 'Statuses: 1\r\nMy-Status: 2\r\n\r\nText\r\n'],
  ])('of %j is %j', (mail, canonical) => {
    expect(canonicalForm(Buffer.from(mail)).toString()).toBe(canonical);
  });

  it('does not change when a mail store adds its fields or changes the line ends', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', '>', 'F', '.', ':', 'é'), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r\r\n'), fc.nat(4), (body, newline, blanks) => {
        const lines = ['Subject: x', '', ...body, 'end'];
        const sent = Buffer.from(lines.join('\r\n'));
        const stored = Buffer.from(
          ['From x', 'X-UIDL: 1', ' 2', ...lines, ...Array<string>(blanks).fill('')].join(newline) + newline,
        );
        expect(mailIdOf(stored)).toBe(mailIdOf(sent));
      }),
    );
  });
});
