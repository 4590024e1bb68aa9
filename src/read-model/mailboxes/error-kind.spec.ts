import { describe, expect, it } from 'vitest';
import { errorKind } from './error-kind.js';

describe('the kind of an error', () => {
  it.each([
    ['pop3-timeout', 'pop3-timeout'],
    ['pop3-refused', 'pop3-refused'],
    ['pop3-refused-in-use', 'pop3-refused-in-use'],
    ['pop3-refused-sys-perm', 'pop3-refused-sys-perm'],
    ['pop3-refused-x-17-of-my-own', 'pop3-refused'],
    ['event-store-unavailable', 'event-store-unavailable'],
    ['ENOENT', 'ENOENT'],
    ['no code at all', 'unexpected'],
    ['x'.repeat(61), 'unexpected'],
  ])('of %s is %s', (code, kind) => {
    expect(errorKind(code)).toBe(kind);
  });
});
