import { describe, expect, it } from 'vitest';
import { compareWithListed, hasHeader } from './handed-over.js';

const mail = (bytes: number) => Buffer.from(`Subject: x\r\n\r\n${'x'.repeat(bytes - 14)}`);

describe('what RETR handed over, beside what LIST announced', () => {
  it.each([
    ['the same', 613, 613],
    ['the terminator too', 618, 613],
    ['an empty mail', 0, 0],
  ])('agrees where LIST counts %s', (_, listed, handedOver) => {
    expect(compareWithListed(listed, handedOver === 0 ? Buffer.alloc(0) : mail(handedOver))).toBe('agrees');
  });

  it('agrees where LIST counts stuffed dots', () => {
    const bytes = Buffer.from(`Subject: x\r\n\r\n${'.\r\n'.repeat(100)}`);
    expect(compareWithListed(bytes.length + 100, bytes)).toBe('agrees');
    expect(compareWithListed(bytes.length + 106, bytes)).toBe('short');
  });

  it('agrees where LIST counts a line end as one byte', () => {
    const bytes = Buffer.from(`Subject: x\r\n\r\n${'text\r\n'.repeat(100)}`);
    expect(compareWithListed(bytes.length - 102, bytes)).toBe('agrees');
  });

  it('is longer where LIST counts less', () => {
    expect(compareWithListed(0, mail(613))).toBe('longer');
    expect(compareWithListed(600, mail(613))).toBe('longer');
  });

  it.each([
    [613, 600],
    [613, 560],
    [16_066, 15_000],
  ])('may be an estimate where LIST says %i and %i come', (listed, handedOver) => {
    expect(compareWithListed(listed, mail(handedOver))).toBe('estimated');
  });

  it.each([
    [613, 300],
    [613, 530],
    [16_066, 332],
  ])('is short where LIST says %i and %i come', (listed, handedOver) => {
    expect(compareWithListed(listed, mail(handedOver))).toBe('short');
  });

  it('is short where nothing comes of a mail', () => {
    expect(compareWithListed(20, Buffer.alloc(0))).toBe('short');
    expect(compareWithListed(613, Buffer.alloc(0))).toBe('short');
  });
});

describe('a mail', () => {
  it.each(['Subject: x\r\n\r\ntext', 'From MAILER-DAEMON Mon Jan 1\nReceived: by x\n', '\r\nX-Field : y\r\n'])(
    'has a header: %j',
    (text) => {
      expect(hasHeader(Buffer.from(text))).toBe(true);
    },
  );

  it.each(['', '\r\n\r\n\r\nSubject: x', 'an error occurred\r\nwhile reading the mail', '\0\0\0: x'])(
    'has none: %j',
    (text) => {
      expect(hasHeader(Buffer.from(text))).toBe(false);
    },
  );
});
