import { describe, expect, it } from 'vitest';
import { factText, MAX_FACT_BYTES } from './cap-text.js';
import { isoDate } from './dates.js';
import { decodeEscapes } from './escapes.js';
import { messageIdIn } from './message-id.js';
import { mtaName } from './mta-name.js';

describe('the text of a fact', () => {
  it('is one line, its white space folded and control characters gone', () => {
    expect(factText('550 no\r\n\t such\u0000user ')).toBe('550 no such user');
  });

  it('is at most so many bytes, cut at a character boundary', () => {
    const text = factText('é'.repeat(MAX_FACT_BYTES));
    expect(text).toBe('é'.repeat(MAX_FACT_BYTES / 2));
    expect(factText('aé', 2)).toBe('a');
  });

  it('is null where nothing is left', () => {
    expect(factText(' \r\n ')).toBeNull();
    expect(factText(null)).toBeNull();
  });
});

describe('dates', () => {
  it.each([
    ['Sat, 21 Nov 2026 02:18:15 +0000 (UTC)', '2026-11-21T02:18:15.000Z'],
    ['21 Nov 2026 02:18:49 -0000', '2026-11-21T02:18:49.000Z'],
    ['Thu,  2 Jul 2020 06:04:42 -0400 (EDT)', '2020-07-02T10:04:42.000Z'],
    ['Thu, 29 Apr 2010 23:34:45 JST', '2010-04-29T14:34:45.000Z'],
    ['Thu, 29 Apr 10 10:37:16 -0800', '2010-04-29T18:37:16.000Z'],
    ['Sat Nov 21 02:18:15 2026', '2026-11-21T02:18:15.000Z'],
    ['2016-10-21T00:06:40.502Z', '2016-10-21T00:06:40.502Z'],
    ['Wed, 26 Apr 1995 17:08:30', '1995-04-26T17:08:30.000Z'],
  ])('“%s” is %s', (value, iso) => {
    expect(isoDate(value)).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    'Sat, 99 Nov 2026 02:18:15 +0000',
    '1 Jan 1601 00:00:00 +0000',
    'x25 10.1 2',
    '31 Feb 2020 10:00:00 +0000',
    null,
  ])('“%s” is none', (value) => {
    expect(isoDate(value)).toBeNull();
  });
});

describe('escapes in quoted replies', () => {
  it('become the letters that their bytes are in UTF-8', () => {
    expect(decodeEscapes(String.raw`550 Benutzer j\303\266rg unbekannt`)).toBe('550 Benutzer jörg unbekannt');
  });

  it('stay where they are no UTF-8', () => {
    expect(decodeEscapes(String.raw`C:\303\303 \x`)).toBe(String.raw`C:\303\303 \x`);
  });
});

describe('Message-IDs', () => {
  it('keep their angle brackets, and get them back where a server lost them', () => {
    expect(messageIdIn('<s9@news.example.net>')).toBe('<s9@news.example.net>');
    expect(messageIdIn('s9@news.example.net')).toBe('<s9@news.example.net>');
    expect(messageIdIn('of <s9@news.example.net> (lost)')).toBe('<s9@news.example.net>');
  });

  it('are null where the value holds none', () => {
    expect(messageIdIn('no id at all')).toBeNull();
    expect(messageIdIn('')).toBeNull();
    expect(messageIdIn(null)).toBeNull();
  });
});

describe('names of MTAs', () => {
  it('lose their type and comments', () => {
    expect(mtaName('dns; mx.example.com (192.0.2.1)')).toBe('mx.example.com');
    expect(mtaName('x-local-hostname; relay')).toBe('relay');
    expect(mtaName('dns; mx.example.com [192.0.2.1]')).toBe('mx.example.com');
    expect(mtaName('dns; [192.0.2.1]')).toBe('[192.0.2.1]');
    expect(mtaName('mx.example.com')).toBe('mx.example.com');
    expect(mtaName('dns;')).toBeNull();
  });
});
