import { describe, expect, it } from 'vitest';
import type { Listing, ListingPart } from './listing.js';
import { ListingReader } from './listing-reader.js';
import { PopError } from './pop-error.js';

type Lines = readonly (readonly string[])[];

const reply = (lines: Lines) => Buffer.from(lines.map((words) => `${words.join(' ')}\r\n`).join(''));

function readListing(list: Lines, uidl: Lines | null, part: Partial<ListingPart> = {}, chunk = Infinity): Listing {
  const reader = new ListingReader({ first: 0, maxMails: 100, ...part });
  feed(reply(list), chunk, reader.sizes);
  reader.endSizes();
  if (uidl !== null) feed(reply(uidl), chunk, reader.ids);
  return reader.end();
}

function feed(bytes: Buffer, chunk: number, take: (piece: Buffer) => void): void {
  for (let at = 0; at < bytes.length; at += chunk) take(bytes.subarray(at, at + chunk));
}

const numbered = (count: number, word: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => [`${index + 1}`, word(index + 1)]);

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
    ).toMatchObject({
      total: 2,
      bytes: 300,
      mails: [
        { number: 1, size: 100, uidl: 'a' },
        { number: 2, size: 200, uidl: 'b' },
      ],
      uidlsAreUnique: true,
    });
  });

  it('of an empty mailbox is empty', () => {
    expect(readListing([], [])).toMatchObject({ total: 0, mails: [], uidlsAreUnique: true });
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
    [[['01', '1']]],
    [[['1', '']]],
    [[['1', 'x'.repeat(5_000)]]],
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

describe('a listing of more mails than are held', () => {
  const list = numbered(10, (number) => `${number * 10}`);
  const uidl = numbered(10, (number) => `u${number}`);
  const numbersOf = ({ mails }: Listing) => mails.map(({ number }) => number);

  it.each([
    [0, [1, 2, 3, 4]],
    [3, [4, 5, 6, 7]],
    [6, [7, 8, 9, 10]],
    [8, [9, 10, 1, 2]],
  ])('from place %i on holds %j, and counts all', (first, numbers) => {
    const listing = readListing(list, uidl, { first, maxMails: 4 });
    expect(numbersOf(listing)).toEqual(numbers);
    expect(listing).toMatchObject({ total: 10, bytes: 550, first, uidlsAreUnique: true });
  });

  it('begins at the first where there are fewer mails than the place says', () => {
    const listing = readListing(list, uidl, { first: 10, maxMails: 4 });
    expect(numbersOf(listing)).toEqual([1, 2, 3, 4]);
    expect(listing.first).toBe(0);
  });

  it('holds all where there is room, wherever it begins', () => {
    const listing = readListing(list, uidl, { first: 7, maxMails: 10 });
    expect(numbersOf(listing)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(listing.first).toBe(0);
  });

  it('knows the unique ids of those that are not held', () => {
    const { uidls } = readListing(list, uidl, { maxMails: 2 });
    expect([uidls.has('u1'), uidls.has('u10'), uidls.has('u11'), uidls.size]).toEqual([true, true, false, 10]);
  });

  it('has no unique ids where one that is not held comes twice or lacks', () => {
    const twice = uidl.map(([number = '', id = '']) => [number, number === '9' ? 'u10' : id]);
    expect(readListing(list, twice, { maxMails: 2 }).uidlsAreUnique).toBe(false);
    expect(readListing(list, uidl.slice(0, 9), { maxMails: 2 }).uidlsAreUnique).toBe(false);
  });

  it.each([1, 2, 3, 7, 64])('is the same in pieces of %i bytes', (chunk) => {
    const part = { first: 3, maxMails: 4 };
    const { uidls, ...listing } = readListing(list, uidl, part, chunk);
    expect(uidls.size).toBe(10);
    expect(listing).toEqual({ ...readListing(list, uidl, part), uidls: undefined });
  });
});
