import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidVerpPatternError, signVerp, verpReader } from './verp.js';

const SECRET = 'sixteen characters';

describe('signVerp', () => {
  // Frozen: addresses that are signed today come back in a week.
  it('gives the first 80 bits of HMAC-SHA-256 over the parts, in hex', () => {
    expect(signVerp(SECRET, { campaign: 'spring', send: 's9' })).toBe('840c77366eabf59c98dc');
    expect(signVerp(SECRET, { campaign: 'spring', send: 's9', recipient: 'ana=example.com' })).toBe(
      '26aaf638b2ee79577017',
    );
  });
});

describe('docs/verp.md', () => {
  const rows = readFileSync(new URL('../../../docs/verp.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => /^\| `([^`]+)` +\| `([^`]+)` +\| (?:`([^`]+)`)? +\| `([0-9a-f]{20})` +\|$/u.exec(line) ?? [])
    .reduce<(string | undefined)[][]>(
      (all, cell, at) => (at % 5 === 0 ? [...all, []] : [...all.slice(0, -1), [...(all.at(-1) ?? []), cell]]),
      [],
    );

  it.each(rows)('signs %s, %s and %s as it says', (campaign = '', send = '', recipient, mac) => {
    expect(signVerp(SECRET, { campaign, send, ...(recipient === undefined ? {} : { recipient }) })).toBe(mac);
  });

  it('has vectors', () => {
    expect(rows.length).toBeGreaterThan(3);
  });
});

describe('the reader of return addresses', () => {
  const read = verpReader({ secret: SECRET });
  const mac = signVerp(SECRET, { campaign: 'spring', send: 's9' });

  it('takes what was signed with the secret for signed', () => {
    expect(read(`bounce+spring.s9.${mac}@news.example`)).toMatchObject({
      campaign: 'spring',
      send: 's9',
      recipient: null,
      signed: true,
    });
  });

  it('takes a local part for signed that a server wrote in capitals, as far as the ids allow', () => {
    const numeric = signVerp(SECRET, { campaign: '7', send: '9' });
    expect(read(`bounce+7.9.${numeric.toUpperCase()}@news.example`)?.signed).toBe(true);
  });

  it.each([
    ['another send', `bounce+spring.s8.${mac}@news.example`],
    ['another campaign', `bounce+autumn.s9.${mac}@news.example`],
    ['no signature', 'bounce+spring.s9@news.example'],
    ['a signature of zeros', `bounce+spring.s9.${'0'.repeat(20)}@news.example`],
  ])('does not take an address with %s for signed', (_, address) => {
    expect(read(address)).toMatchObject({ signed: false });
  });

  it.each([
    ['which is no return address', 'bounces@news.example'],
    ['with a signature cut short', `bounce+spring.s9.${mac.slice(1)}@news.example`],
    ['with the pattern elsewhere than at its start', `x-bounce+spring.s9.${mac}@news.example`],
  ])('reads nothing out of an address %s', (_, address) => {
    expect(read(address)).toBeNull();
  });

  it('takes an address for signed with a recipient whom it does not carry, and with nobody else', () => {
    const withAna = signVerp(SECRET, { campaign: 'spring', send: 's9', recipient: 'ana@example.com' });
    const token = read(`bounce+spring.s9.${withAna}@news.example`);
    expect(token?.signed).toBe(false);
    expect(token?.isSignedFor('ana@example.com')).toBe(true);
    expect(token?.isSignedFor('bo@example.org')).toBe(false);
    expect(read(`bounce+spring.s9.${mac}@news.example`)?.isSignedFor('ana@example.com')).toBe(false);
    expect(verpReader({})(`bounce+spring.s9.${withAna}@news.example`)?.isSignedFor('ana@example.com')).toBe(false);
  });

  it('believes no signature where there is no secret', () => {
    expect(verpReader({})(`bounce+spring.s9.${mac}@news.example`)?.signed).toBe(false);
  });

  it('reads the groups that a pattern of the sender’s own has', () => {
    const own = verpReader({ pattern: '^b-(?P<recipient>[^@]+)-(?P<mac>[0-9a-f]{20})@', secret: SECRET });
    const signature = signVerp(SECRET, { campaign: '', send: '', recipient: 'ana=example.com' });
    expect(own(`b-ana=example.com-${signature}@news.example`)).toMatchObject({
      campaign: null,
      send: null,
      recipient: 'ana=example.com',
      signed: true,
    });
  });

  it('takes no id that could not have been given to a campaign', () => {
    const own = verpReader({ pattern: '^b-(?P<campaign>[^@]+)@' });
    expect(own('b-spring offer/1@news.example')).toBeNull();
  });

  it('refuses a pattern that is none', () => {
    expect(() => verpReader({ pattern: '(?P<campaign>' })).toThrow(InvalidVerpPatternError);
  });
});
