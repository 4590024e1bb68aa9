import { describe, expect, it } from 'vitest';
import { excessIn } from './json-shape.js';
import { JSON_LIMITS } from './limits.js';

const LIMITS = { levels: 2, fieldsOfAnObject: 3, comparedFields: 20 };
const object = (fields: number) => `{${Array.from({ length: fields }, (_, n) => `"f${n}":${n}`).join()}}`;

describe('what a JSON text has too much of', () => {
  it.each([
    ['[[]]', false],
    ['[[[]]]', true],
    ['{"a":{"b":1},"c":{"d":2}}', false],
    ['{"a":{"b":[]}}', true],
    ['["[[[[", "a\\"[[[", "\\\\"]', false],
    ['["\\\\",[[]]]', true],
    ['"[[[[', false],
    [']]]][[]]', false],
    ['', false],
  ])('is levels, beyond two, in %s: %s', (text, expected) => {
    expect(excessIn(text, LIMITS)).toBe(expected ? 'is nested deeper than 2 levels' : null);
  });

  it.each([
    [object(3), false],
    [object(4), true],
    [`[${object(3)},${object(3)}]`, false],
    ['{"a:b:c:d:e":"x:y:z:w"}', false],
    ['{"a":{"b":1,"c":2},"d":1,"e":2}', false],
  ])('is fields, beyond three of an object, in %s: %s', (text, expected) => {
    expect(excessIn(text, LIMITS)).toBe(expected ? 'has an object of more than 3 fields' : null);
  });

  it('is fields of many objects, by the squares of their numbers', () => {
    expect(excessIn(`[${object(3)},${object(3)},${object(1)},${object(1)}]`, LIMITS)).toBeNull();
    expect(excessIn(`[${object(3)},${object(3)},${object(2)}]`, LIMITS)).toBe('has too many objects of many fields');
  });

  it('lets the longest batch of sends pass, and not twenty objects of a thousand fields', () => {
    const list = (count: number, fields: number) =>
      JSON.stringify(Array.from({ length: count }, () => object(fields)).map((text) => JSON.parse(text) as unknown));
    expect(excessIn(list(80_000, 8), JSON_LIMITS)).toBeNull();
    expect(excessIn(list(20, 1_000), JSON_LIMITS)).toBe('has too many objects of many fields');
  });

  it('is found without parsing what lies below', () => {
    expect(excessIn('['.repeat(50_000_000), { ...LIMITS, levels: 32 })).toContain('32 levels');
  });
});
