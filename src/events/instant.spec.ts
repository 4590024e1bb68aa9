import { describe, expect, it } from 'vitest';
import { parseInstant } from './instant.js';

describe('parseInstant', () => {
  it.each([
    ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T08:00:00.123456+01:00', '2026-11-21T07:00:00.123Z'],
    ['2026-11-21t08:00:00z', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21 08:00:00-05:30', '2026-11-21T13:30:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2026-11-21',
    '2026-11-21T08:00:00',
    '2026-02-30T08:00:00Z',
    '2027-02-29T08:00:00Z',
    '2026-13-01T08:00:00Z',
    '2026-11-21T24:00:00Z',
    'Sat, 21 Nov 2026 08:00:00 GMT',
    '',
    1795248000000,
    null,
  ])('takes %j for no instant', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
