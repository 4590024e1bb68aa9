import { describe, expect, it } from 'vitest';
import type { LedgerCheck } from './check-ledger.js';
import { isSound, summarise } from './summary.js';

const nothing: LedgerCheck = { mails: 0, lost: 0, countedTwice: 0, bounces: 0, recipients: 0, sessions: [] };
const session = { listed: 10, appended: 5, alreadyKnown: 5, parked: 0, notReached: 0, deleted: 10, left: 0 };

describe('the demo’s summary', () => {
  it('counts what the killed session took in as appended, and only second deliveries as already known', () => {
    const killed = { ...nothing, mails: 4 };
    const check = { ...nothing, mails: 9, bounces: 7, recipients: 6, sessions: [session] };
    expect(summarise(killed, check, 1_234)).toEqual({
      listed: 10,
      appended: 9,
      alreadyKnown: 1,
      lost: 0,
      countedTwice: 0,
      bounces: 7,
      recipients: 6,
      seconds: 1.2,
    });
  });

  it.each([
    [{ lost: 0, countedTwice: 0 }, true],
    [{ lost: 1, countedTwice: 0 }, false],
    [{ lost: 0, countedTwice: 1 }, false],
  ])('of %o is sound: %s', (found, expected) => {
    expect(isSound(summarise(nothing, { ...nothing, ...found }, 0))).toBe(expected);
  });
});
