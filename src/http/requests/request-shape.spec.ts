import { describe, expect, it } from 'vitest';
import { oddShapeOf } from './request-shape.js';

const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]));

describe('the shape of a request', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'text'],
    ['bytes', Buffer.alloc(10_000)],
    ['2,000 fields', { deep: fields(2_000) }],
    ['the longest batch of sends', Array.from({ length: 80_000 }, () => fields(8))],
    ['a long list', Array.from({ length: 10_000 }, (_, n) => ({ n }))],
  ])('may be %s', (_, value) => {
    expect(oddShapeOf(value)).toBeNull();
  });

  it.each([
    ['2,001 fields', [{ deep: fields(2_001) }]],
    ['a field that every object has', JSON.parse('{"a":{"constructor":1}}')],
  ])('may not be %s', (_, value) => {
    expect(oddShapeOf(value)).not.toBeNull();
  });
});
