import { describe, expect, it } from 'vitest';
import { domainOf } from './domain-of.js';

describe('the domain of an address', () => {
  it.each([
    ['joe@example.com', 'example.com'],
    ['"joe@home"@Example.COM', 'Example.COM'],
    ['joe@[192.0.2.1]', '[192.0.2.1]'],
    ['joe@', ''],
    ['example.com', 'example.com'],
    ['', ''],
  ])('of %j is %j', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });
});
