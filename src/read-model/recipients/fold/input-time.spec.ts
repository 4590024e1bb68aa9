import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../classification/index.js';
import type { BounceInput, FoldInput } from './fold-input.js';
import { foldRecipient } from './fold-recipient.js';
import { timeOf } from './input-time.js';
import { statusOf } from './recipient-state.js';

const DAY = 86_400_000;
const IN_2001 = Date.UTC(2001, 0, 1);
const NOW = Date.UTC(2026, 10, 21);

const bounce = (given: Partial<BounceInput> = {}): BounceInput => ({
  ...{ kind: 'bounce', sequence: 2, statedAt: NOW, deliveredAt: NOW, receivedAt: NOW },
  ...{ type: 'hard', reason: 'user-unknown', fault: 'recipient', guessed: false },
  ...{ verified: true, trusted: true, ...given },
});
const statusAfter = (inputs: readonly FoldInput[], policy = DEFAULT_POLICY) =>
  statusOf(foldRecipient(inputs, policy).state);

describe('the time that counts for a finding', () => {
  it.each([
    ['is the stated one where it lies a little before the delivery', NOW - 2 * DAY, {}, NOW - 2 * DAY],
    ['is the stated one still at the policy’s very limit', NOW - 5 * DAY, {}, NOW - 5 * DAY],
    ['is that of the delivery where the stated one lies further back', NOW - 5 * DAY - 1, {}, NOW],
    ['is that of the delivery where the clock of the server stands in 2001', IN_2001, {}, NOW],
    ['is that of the delivery where the stated one lies after it', NOW + 1, {}, NOW],
    ['is that of the delivery of a report that is not verified', NOW - DAY, { verified: false }, NOW],
    [
      'is that of the delivery, not that of our reading, of a mail that lay in the mailbox',
      IN_2001,
      { deliveredAt: NOW - 30 * DAY },
      NOW - 30 * DAY,
    ],
  ])('%s', (_, statedAt, given, expected) => {
    expect(timeOf(bounce({ statedAt, ...given }), DEFAULT_POLICY)).toBe(expected);
  });

  it('follows the policy', () => {
    const stated = bounce({ statedAt: NOW - 20 * DAY });
    expect(timeOf(stated, { ...DEFAULT_POLICY, believeDatesForDays: 30 })).toBe(NOW - 20 * DAY);
    expect(timeOf(bounce({ statedAt: NOW - 1 }), { ...DEFAULT_POLICY, believeDatesForDays: 0 })).toBe(NOW);
  });
});

describe('a recipient whose server’s clock stands in 2001', () => {
  it('is quarantined by a hard bounce after a release', () => {
    const released: FoldInput = { kind: 'released', at: NOW - DAY, sequence: 1.5, decision: 1 };
    expect(statusAfter([bounce({ sequence: 1 }), released, bounce({ statedAt: IN_2001 })])).toBe('quarantined');
  });

  it('is quarantined by six soft bounces in twelve days', () => {
    const soft = [0, 2, 4, 6, 8, 10].map((day, index) => {
      const at = NOW + day * DAY;
      return bounce({ type: 'soft', sequence: index + 1, statedAt: IN_2001, deliveredAt: at, receivedAt: at });
    });
    expect(statusAfter(soft)).toBe('quarantined');
  });
});

describe('a mailbox that was not read for weeks', () => {
  const lain = (days: number, given: Partial<BounceInput> = {}) =>
    bounce({ statedAt: NOW - days * DAY, deliveredAt: NOW - days * DAY, ...given });

  it.each([
    ['the oldest first', [30, 28, 26, 24, 22]],
    ['the newest first', [22, 24, 26, 28, 30]],
  ])('counts its soft bounces by the days of their delivery, %s', (_, days) => {
    const story = days.map((day, index) => lain(day, { type: 'soft', sequence: index + 1, verified: false }));
    expect(statusAfter(story)).toBe('quarantined');
  });

  it('changes nothing of a person’s release that came after the delivery', () => {
    const released: FoldInput = { kind: 'released', at: NOW - DAY, sequence: 1.5, decision: 1 };
    const { steps } = foldRecipient([released, lain(2)], DEFAULT_POLICY);
    expect(steps.at(-1)).toMatchObject({ policy: 'before-release', to: 'valid' });
  });

  it('does nothing with bounces older than the policy allows', () => {
    const policy = { ...DEFAULT_POLICY, ignoreBouncesAfterDays: 14 };
    expect(statusAfter([lain(15)], policy)).toBe('valid');
    expect(statusAfter([lain(14)], policy)).toBe('quarantined');
    expect(statusAfter([lain(3_000)])).toBe('quarantined');
  });
});
