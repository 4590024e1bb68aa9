import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseAddress } from './normalise-address.js';
import { readAddress } from './read-address.js';

describe('an address as people give it', () => {
  it.each([
    'ana@example.com',
    'Ana@Example.COM.',
    '<ana@example.com>',
    ' < ana@example.com > ',
    'Ana Bell <ana@example.com>',
    '"Bell, Ana" <ana@example.com>',
    'Bell, Ana <ana@example.com>',
    'ana@example.com <ana@example.com>',
    '"ana@example.com" <ana@example.com>',
    'mailto:ana@example.com',
    'MAILTO:ana%40example.com?subject=Hello',
    '\u00a0ana@example.com\u00a0',
    '\ufeffana@example.com',
    '\u200bana@example.com\u200b',
    '\tana@example.com\r\n',
    'ana@exam\u200bple.com',
  ])('%j is understood', (given) => {
    expect(readAddress(given)).toBe('ana@example.com');
  });

  it.each([
    ['ana+news@example.com', 'ana+news@example.com'],
    ['"ana bell"@example.com', '"ana bell"@example.com'],
    ["o'neil@example.com", "o'neil@example.com"],
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['jörg@example.com', 'jörg@example.com'],
    ['ana@[192.0.2.1]', 'ana@[192.0.2.1]'],
    ['ana@[IPv6:2001:db8::1]', 'ana@[ipv6:2001:db8::1]'],
    ['ana@localhost', 'ana@localhost'],
  ])('%j is %j', (given, address) => {
    expect(readAddress(given)).toBe(address);
  });

  it.each([
    '',
    ' ',
    '@',
    'ana',
    'ana@',
    '@example.com',
    '*@example.com',
    'ana*@example.com',
    'ana@*.example.com',
    'ana@example.com,bo@example.org',
    'ana@example.com; bo@example.org',
    'ana@example.com bo@example.org',
    'Ana <ana@example.com>, Bo <bo@example.org>',
    'bo@example.org <ana@example.com>',
    'mailto:ana@example.com,bo@example.org',
    'mailto:%ff@example.com',
    'ana@@example.com',
    'an\u00a0a@example.com',
    'ana@example..com',
    'ana@.example.com',
    'ana＠example.com',
    'j\ufffdrg@example.com',
    'ana@ex\ufffdmple.com',
    'smtp:ana@example.com',
    'ana@example.com>',
    '<ana@example.com',
    'ana\u0000@example.com',
    'ana@example.com (Ana)',
  ])('%j is refused', (given) => {
    expect(readAddress(given)).toBeNull();
  });

  it('is either refused or an address that stays what it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z<>@,;:" .*?%+\-ü\u200b]{0,24}$/u), (given) => {
        const address = readAddress(given);
        if (address === null) return;
        expect(readAddress(address)).toBe(address);
        expect(normaliseAddress(address)).toBe(address);
      }),
    );
  });
});
