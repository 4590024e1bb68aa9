import { describe, expect, it } from 'vitest';
import { compiledPattern } from './compiled-pattern.js';

describe('a compiled pattern', () => {
  it('is compiled once', () => {
    expect(compiledPattern('over (?:quota|limit)')).toBe(compiledPattern('over (?:quota|limit)'));
  });

  it('is found without regard to case, across lines, with the words that it requires', () => {
    const { expression, requirement } = compiledPattern('mailbox.full');
    expect(expression.test('MAILBOX\nFULL')).toBe(true);
    expect(expression.test('mailbox')).toBe(false);
    expect(requirement.kind).not.toBe('nothing');
  });

  it('is what it was after more were compiled than are remembered', () => {
    const first = compiledPattern('quota');
    for (let count = 0; count < 4_096; count += 1) compiledPattern(`q${count}`);
    const again = compiledPattern('quota');
    expect(again).not.toBe(first);
    expect(again.requirement).toEqual(first.requirement);
    expect(again.expression.test('over QUOTA')).toBe(true);
  });

  it('is refused where it is not a pattern', () => {
    expect(() => compiledPattern('(')).toThrow();
  });
});
