import { describe, expect, it } from 'vitest';
import { readListing } from './listing.js';
import { PopError } from './pop-error.js';

describe('a listing', () => {
  it('joins sizes and unique ids, in the order of the numbers', () => {
    expect(
      readListing(
        [
          ['2', '200'],
          ['1', '100', 'more'],
        ],
        [
          ['1', 'a'],
          ['2', 'b'],
        ],
      ),
    ).toEqual({
      mails: [
        { number: 1, size: 100, uidl: 'a' },
        { number: 2, size: 200, uidl: 'b' },
      ],
      uidlsAreUnique: true,
    });
  });

  it('of an empty mailbox is empty', () => {
    expect(readListing([], [])).toEqual({ mails: [], uidlsAreUnique: true });
  });

  it.each([
    ['the server knows no UIDL', null],
    ['a unique id is missing', [['1', 'a']]],
    [
      'a unique id comes twice',
      [
        ['1', 'a'],
        ['2', 'a'],
      ],
    ],
  ])('has no unique ids when %s', (_what, uidl) => {
    const list = [
      ['1', '100'],
      ['2', '100'],
    ];
    expect(readListing(list, uidl).uidlsAreUnique).toBe(false);
  });

  it('knows no mail that only UIDL names', () => {
    expect(readListing([], [['7', 'a']]).mails).toEqual([]);
  });

  it.each([
    [[['0', '1']]],
    [[['x', '1']]],
    [[['-1', '1']]],
    [[['1', '-1']]],
    [[['1', '1e3']]],
    [[['1']]],
    [[['']]],
    [
      [
        ['1', '1'],
        ['1', '2'],
      ],
    ],
    [[['99999999999', '1']]],
  ])('that says %j is no listing', (list) => {
    expect(() => readListing(list, null)).toThrow(PopError);
  });
});
