import { describe, expect, it } from 'vitest';
import { addressesIn, addressOfField, firstAddressIn } from './addresses.js';

describe('addresses in running text', () => {
  it.each([
    ['<ana@example.com>: unknown', 'ana@example.com'],
    ["addressed to 'ana@example.com',", 'ana@example.com'],
    ["o'brien@example.com is gone", "o'brien@example.com"],
    ['bounce+c1.r2-ana=example.com@news.example.net', 'bounce+c1.r2-ana=example.com@news.example.net'],
    ['Recipient: [SMTP:ana@example.com]', 'ana@example.com'],
    ['"ana maria"@example.com'.replace(' ', '_'), '"ana_maria"@example.com'],
    ['ana@[192.0.2.1] refused', 'ana@[192.0.2.1]'],
    ['jörg@umläut.example is unknown', 'jörg@umläut.example'],
    ['邮件ana@example.com无法投递', 'ana@example.com'],
    ['<用户@例子.广告>', '用户@例子.广告'],
    ['write to ana@example.com.', 'ana@example.com'],
    ['root@localhost', 'root@localhost'],
  ])('“%s” names %s', (text, address) => {
    expect(firstAddressIn(text)).toBe(address);
  });

  it.each(['@example.com', 'ana@', 'a @ b', '@@@@', ''])('“%s” names none', (text) => {
    expect(firstAddressIn(text)).toBeNull();
  });

  it('stand where they are said to stand', () => {
    const text = 'to <ana@example.com> and bo@example.org; c';
    const found = addressesIn(text);
    expect(found.map(({ address }) => address)).toEqual(['ana@example.com', 'bo@example.org']);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['ana@example.com', 'bo@example.org']);
  });
});

describe('the address that a report’s field names', () => {
  it.each([
    ['rfc822; ana@example.com', 'ana@example.com'],
    ['RFC822;<ana@example.com>', 'ana@example.com'],
    ['rfc/822; ana@example.com', 'ana@example.com'],
    ['ana@example.com', 'ana@example.com'],
    ['rfc822; Ana <ana@example.com>', 'ana@example.com'],
    ['rfc822; ana@example.com (unknown)', 'ana@example.com'],
    ['utf-8; jörg@umläut.example', 'jörg@umläut.example'],
    [String.raw`utf-8; j\x{F6}rg@umlaut.example`, 'jörg@umlaut.example'],
    ['LOCAL;<ana>', 'ana'],
    ['x-unix; |/usr/bin/procmail', '|/usr/bin/procmail'],
  ])('“%s” is %s', (field, address) => {
    expect(addressOfField(field)).toBe(address);
  });

  it.each([null, '', 'rfc822;', 'rfc822; <>'])('“%s” is none', (field) => {
    expect(addressOfField(field)).toBeNull();
  });
});
