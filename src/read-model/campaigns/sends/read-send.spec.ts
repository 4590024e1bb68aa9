import { describe, expect, it } from 'vitest';
import { LedgerKeys } from '../../../ledger/index.js';
import { readSend } from './read-send.js';

const keys = new LedgerKeys(Buffer.alloc(32, 7));
const send = { recipient: 'Ana@Example.COM', sentAt: '2026-11-21T09:00:00+01:00' };

describe('readSend', () => {
  it('keeps no address and no Message-ID, only their keyed digests', () => {
    const read = readSend({ ...send, messageId: '<s9@news.example.net>', sendId: 's9' }, keys);

    expect(read).toEqual({
      recipientKey: keys.recipientKey('ana@example.com'),
      domain: 'example.com',
      messageIdKey: keys.messageIdKey('s9@news.example.net'),
      sendId: 's9',
      sentAt: '2026-11-21T08:00:00.000Z',
    });
    expect(JSON.stringify(read)).not.toMatch(/ana|news/);
  });

  it('reads the same Message-ID with and without angle brackets', () => {
    expect(readSend({ ...send, messageId: 's9@news.example.net' }, keys)).toEqual(
      readSend({ ...send, messageId: '<s9@news.example.net>' }, keys),
    );
  });

  it('takes absent and null ids for none', () => {
    expect(readSend(send, keys)).toEqual(readSend({ ...send, messageId: null, sendId: null }, keys));
  });

  it.each([
    [null, 'is not an object'],
    [[], 'is not an object'],
    ['ana@example.com', 'is not an object'],
    [{ ...send, subject: 'hi' }, 'subject is not a field of a send'],
    [{ ...send, recipient: undefined }, 'recipient is not a mail address'],
    [{ ...send, recipient: 'ana' }, 'recipient is not a mail address'],
    [{ ...send, recipient: 'ana\u0000@example.com' }, 'recipient is not a mail address'],
    [{ ...send, messageId: ' ' }, 'messageId is not a Message-ID'],
    [{ ...send, messageId: 'a\nb' }, 'messageId is not a Message-ID'],
    [{ ...send, messageId: 'x'.repeat(999) }, 'messageId is not a Message-ID'],
    [{ ...send, sendId: '' }, 'sendId must match [A-Za-z0-9._~-]{1,128}'],
    [{ ...send, sendId: 9 }, 'sendId must match [A-Za-z0-9._~-]{1,128}'],
    [{ ...send, sentAt: 1795248000000 }, 'sentAt must be a date and time with an offset, such as 2026-11-21T08:00:00Z'],
  ])('refuses %j and says why', (given, error) => {
    expect(readSend(given, keys)).toEqual({ error });
  });
});
