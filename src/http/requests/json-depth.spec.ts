import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.js';

describe('the depth of a JSON text', () => {
  it.each([
    ['[[]]', false],
    ['[[[]]]', true],
    ['{"a":{"b":1},"c":{"d":2}}', false],
    ['{"a":{"b":[]}}', true],
    ['["[[[[", "a\\"[[[", "\\\\"]', false],
    ['["\\\\",[[]]]', true],
    ['"[[[[', false],
    ['', false],
  ])('of %s is over two levels: %s', (text, expected) => {
    expect(isDeeperThan(2, text)).toBe(expected);
  });

  it('is found without parsing what lies below', () => {
    expect(isDeeperThan(32, '['.repeat(50_000_000))).toBe(true);
  });
});
