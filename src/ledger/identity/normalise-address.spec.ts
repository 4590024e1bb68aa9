import { describe, expect, it } from 'vitest';
import { normaliseAddress, normaliseRecipient } from './normalise-address.js';

describe('normaliser v1', () => {
  // Frozen: recipient keys and bounce ids depend on every line.
  it.each([
    ['Ana@Example.COM', 'ana@example.com'],
    ['  ana@example.com \r\n', 'ana@example.com'],
    ['ana+news@example.com', 'ana+news@example.com'],
    ['a.n.a@example.com', 'a.n.a@example.com'],
    ['ana@example.com.', 'ana@example.com'],
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['ANA@BÜCHER.EXAMPLE.', 'ana@xn--bcher-kva.example'],
    ['ana@XN--BCHER-KVA.example', 'ana@xn--bcher-kva.example'],
    ['jörg@example.com', 'jörg@example.com'],
    ['ana@[192.0.2.1]', 'ana@[192.0.2.1]'],
    ['ana@[IPv6:2001:DB8::1]', 'ana@[ipv6:2001:db8::1]'],
    ['ana@0x7f.1', 'ana@0x7f.1'],
    ['ana@sub_domain.example', 'ana@sub_domain.example'],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['MAILER', 'mailer'],
    ['', ''],
  ])('%j becomes %j', (reported, normalised) => {
    expect(normaliseRecipient(reported)).toBe(normalised);
  });

  it('changes nothing that it has normalised', () => {
    for (const reported of ['Ana@BÜCHER.example.', 'x@[IPv6:::1]', ' a@b ']) {
      const once = normaliseRecipient(reported);
      expect(normaliseRecipient(once)).toBe(once);
    }
  });

  it('is composed first in version 2, so that a letter and its accent are one character', () => {
    const apart = 'jo\u0308rg@bu\u0308cher.example';
    expect(normaliseAddress(apart)).toBe('jörg@xn--bcher-kva.example');
    expect(normaliseRecipient(apart)).not.toBe(normaliseAddress(apart));
    expect(normaliseAddress('Ana+News@Example.com')).toBe(normaliseRecipient('Ana+News@Example.com'));
  });

  it('takes an address of 320 characters, and none that is longer', () => {
    const longest = `${'a'.repeat(308)}@example.com`;
    expect(longest).toHaveLength(320);
    expect(normaliseAddress(longest)).toBe(longest);
    expect(normaliseAddress(`a${longest}`)).toBeNull();
  });

  it.each([
    '',
    'x',
    '@example.com',
    'ana@',
    'ana@exam ple.com',
    'ana\u0000@example.com',
    `${'a'.repeat(400)}@example.com`,
  ])('does not take %j for an address', (raw) => {
    expect(normaliseAddress(raw)).toBeNull();
  });
});
