import { describe, expect, it } from 'vitest';
import { maskNames } from './mask-names.js';

describe('words inside names', () => {
  it.each([
    ['552 <spam@junk.example> full', '552 <****@****.*******> full'],
    ['no such user, see https://help.example/spam?q=block', 'no such user, see https://help.example/****?*******'],
    ['blocked using zen.spamhaus.org', 'blocked using zen.spamhaus.org'],
    ['see https://www.spamhaus.org', 'see https://www.spamhaus.org'],
    ['no such user', 'no such user'],
    ['アドレスがないため、ana@example.com に', 'アドレスがないため、***@*******.*** に'],
    ['<ünïcode😀@example.com>', '<*********@*******.***>'],
  ])('are masked, and keep their places: %s', (line, masked) => {
    expect(maskNames(line)).toBe(masked);
    expect(maskNames(line)).toHaveLength(line.length);
  });
});
