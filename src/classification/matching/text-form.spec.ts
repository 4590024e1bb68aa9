import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textForm } from './text-form.js';

describe('the form of a text', () => {
  it.each([
    ['550 5.7.1 <ana@example.com>: no, see x8Yk2', '# *: no, see #'],
    ['host mx7.example.com[192.0.2.25] said: 550-5.7.1 Go away', 'host *[#] said: go away'],
    ['rejected at 2026-11-21 10:04:05 by [2001:db8::1]', 'rejected at # by [#]'],
    ['554 RESOLVER.RST.Odd; id=4FzQ1b-000Ab2-XY', '# resolver.rst.odd; #'],
    ['邮件被拒绝 12', '邮件被拒绝 #'],
    ['', ''],
  ])('%s becomes %s', (text, form) => {
    expect(textForm(text)).toBe(form);
  });

  it('is the same for texts that differ in addresses, hosts, numbers and the case of letters', () => {
    const forms = [
      textForm('421 4.7.9 Not you, ana@example.com (host mx1.example.com, try 3)'),
      textForm('421 4.7.9 not you, Bo.Li@sub.example.org (host in-2.mail.example.net, try 41)'),
    ];
    expect(new Set(forms).size).toBe(1);
  });

  it('keeps words apart that say something else', () => {
    expect(textForm('550 no parking')).not.toBe(textForm('550 no smoking'));
  });

  it('holds no digit, whatever the text is, and never more than one mark for numbers that stand together', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('a', '1', '@', '.', '<', '>', '-', '[', ']', ':', '#', ' '), maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        expect(textForm(given)).not.toMatch(/\p{N}|# ?#/u);
      }),
    );
  });
});
