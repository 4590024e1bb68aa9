import { describe, expect, it } from 'vitest';
import { UniqueIds } from './unique-ids.js';

const MANY = 50_000;

function added(ids: readonly string[], expected = ids.length): UniqueIds {
  const uidls = new UniqueIds(expected);
  for (const id of ids) {
    const bytes = Buffer.from(`<${id}>`);
    uidls.add(bytes, 1, bytes.length - 1);
  }
  return uidls;
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `uid-${index}`);

describe('a set of unique ids', () => {
  it('knows each of many that were added, and no other', () => {
    const uidls = added(ids(MANY));
    expect(ids(MANY).every((id) => uidls.has(id))).toBe(true);
    expect(ids(MANY).some((id) => uidls.has(`${id}x`))).toBe(false);
    expect([uidls.size, uidls.areDistinct]).toEqual([MANY, true]);
  });

  it('says when one was added twice', () => {
    expect(added([...ids(1_000), 'uid-7']).areDistinct).toBe(false);
  });

  it('claims nothing of more ids than it has room for', () => {
    const uidls = added(ids(1_000), 10);
    expect(uidls.areDistinct).toBe(false);
    expect(uidls.size).toBeLessThanOrEqual(16);
  });

  it('knows ids beyond ASCII', () => {
    const uidls = added(['ü', '日本']);
    expect([uidls.has('ü'), uidls.has('日本'), uidls.has('日')]).toEqual([true, true, false]);
  });

  it('of none is distinct', () => {
    expect(new UniqueIds(0).areDistinct).toBe(true);
  });
});
