import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../classification/index.js';
import type { SuppressionKind } from '../../../events/index.js';
import { foldRecipient, type Step } from './fold-recipient.js';
import type { BounceInput, ComplaintInput, FoldInput } from './fold-input.js';
import { causeOf, clearingOf, statusOf } from './recipient-state.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let sequence = 0;
function bounce(at: number, given: Partial<BounceInput> = {}): BounceInput {
  sequence += 1;
  const verdict = { type: 'soft', reason: 'network-error', fault: 'receiver', guessed: false } as const;
  return { kind: 'bounce', ...reported(at), ...verdict, ...given };
}
/** Stated, delivered and read at the same time. */
const reported = (at: number) => ({
  ...{ sequence, statedAt: at, deliveredAt: at, receivedAt: at },
  ...{ verified: true, trusted: true },
});
const UNPROVEN = { verified: false, trusted: false } as const;
const hard = (at: number, given: Partial<BounceInput> = {}) =>
  bounce(at, { type: 'hard', reason: 'user-unknown', fault: 'recipient', ...given });
const complaint = (at: number, given: Partial<ComplaintInput> = {}): FoldInput => {
  sequence += 1;
  return { kind: 'complaint', ...reported(at), send: null, ...given };
};
const decision = (kind: 'suppressed' | 'released', at: number): FoldInput => {
  sequence += 1;
  const moment = { at, sequence, decision: sequence };
  return kind === 'released' ? { kind, ...moment } : { kind, ...moment, suppression: 'manual', imported: false };
};
const listed = (kind: SuppressionKind, at: number): FoldInput => {
  sequence += 1;
  return { kind: 'suppressed', at, sequence, decision: sequence, suppression: kind, imported: true };
};
const softErrors = (...days: readonly number[]) => days.map((day) => bounce(day * DAY));

interface Expected {
  readonly status: string;
  readonly policies: readonly Step['policy'][];
}

const CASES: readonly [string, readonly FoldInput[], Expected][] = [
  ['is valid of whom nothing was heard', [], { status: 'valid', policies: [] }],
  ['is quarantined by one hard bounce', [hard(0)], { status: 'quarantined', policies: ['hard-at-once'] }],
  ['has errors after a soft bounce', softErrors(0), { status: 'with-errors', policies: ['soft-error-counted'] }],
  [
    'is quarantined by the fifth soft error, each a day after the last that counted',
    softErrors(0, 1, 2, 3, 4),
    {
      status: 'quarantined',
      policies: [...Array<'soft-error-counted'>(4).fill('soft-error-counted'), 'soft-error-threshold'],
    },
  ],
  [
    'is not quarantined by five soft errors of which one came too soon after the last that counted',
    [...softErrors(0, 1, 2, 3), bounce(4 * DAY - 1)],
    {
      status: 'with-errors',
      policies: [...Array<'soft-error-counted'>(4).fill('soft-error-counted'), 'soft-error-within-gap'],
    },
  ],
  [
    'is not quarantined by any number of soft errors of one day',
    Array.from({ length: 50 }, (_, index) => bounce(index * 0.4 * HOUR)),
    {
      status: 'with-errors',
      policies: ['soft-error-counted', ...Array<'soft-error-within-gap'>(49).fill('soft-error-within-gap')],
    },
  ],
  [
    'begins to count anew after ten days without an error',
    softErrors(0, 1, 2, 3, 13),
    {
      status: 'with-errors',
      policies: [...Array<'soft-error-counted'>(4).fill('soft-error-counted'), 'expired', 'soft-error-counted'],
    },
  ],
  [
    'does not begin anew when an error that came too soon to count lies between',
    [...softErrors(0, 1, 2, 3), bounce(3.5 * DAY), bounce(13.4 * DAY)],
    {
      status: 'quarantined',
      policies: [
        ...Array<'soft-error-counted'>(4).fill('soft-error-counted'),
        'soft-error-within-gap',
        'soft-error-threshold',
      ],
    },
  ],
  [
    'keeps the errors of a full mailbox for thirty days',
    [bounce(0, { reason: 'mailbox-full' }), ...softErrors(29)],
    { status: 'with-errors', policies: ['soft-error-counted', 'soft-error-counted'] },
  ],
  [
    'is valid whatever failed through the sender’s fault',
    [bounce(0, { reason: 'spam-content', fault: 'sender' })],
    { status: 'valid', policies: ['sender-fault'] },
  ],
  [
    'is valid after what says nothing of the address',
    [bounce(0, { type: 'ignored', reason: 'undetermined' })],
    { status: 'valid', policies: ['ignored'] },
  ],
  ['is denylisted by a complaint', [complaint(0)], { status: 'denylisted', policies: ['complaint'] }],
  [
    'stays denylisted by the first of two complaints',
    [complaint(0), complaint(DAY)],
    { status: 'denylisted', policies: ['complaint', 'already-denylisted'] },
  ],
  [
    'has as many errors as counted, however many came too soon between them',
    [0, 0.1, 0.2, 0.3, 0.4, 1.5].map((days) => bounce(days * DAY)),
    {
      status: 'with-errors',
      policies: [
        'soft-error-counted',
        ...Array<'soft-error-within-gap'>(4).fill('soft-error-within-gap'),
        'soft-error-counted',
      ],
    },
  ],
  [
    'is not denylisted by a complaint that nothing proves',
    [complaint(0, UNPROVEN)],
    { status: 'valid', policies: ['unverified'] },
  ],
  [
    'has one error by a hard bounce that nothing proves',
    [hard(0, UNPROVEN)],
    { status: 'with-errors', policies: ['unverified'] },
  ],
  [
    'is quarantined by a hard bounce after a complaint',
    [complaint(0), hard(DAY)],
    { status: 'quarantined', policies: ['complaint', 'hard-at-once'] },
  ],
  [
    'stays quarantined after a complaint',
    [hard(0), complaint(DAY)],
    { status: 'quarantined', policies: ['hard-at-once', 'already-quarantined'] },
  ],
  [
    'is blocked while suppressed by a person, whatever happens',
    [decision('suppressed', 0), bounce(DAY), complaint(2 * DAY)],
    { status: 'quarantined', policies: ['suppressed', 'suppressed', 'suppressed'] },
  ],
  [
    'is valid once released',
    [hard(0), complaint(1), decision('suppressed', 2), decision('released', 3)],
    { status: 'valid', policies: ['hard-at-once', 'already-quarantined', 'suppressed', 'released'] },
  ],
  [
    'is quarantined again by a hard bounce after the release',
    [hard(0), decision('released', DAY), hard(2 * DAY)],
    { status: 'quarantined', policies: ['hard-at-once', 'released', 'hard-at-once'] },
  ],
  ...(['hard-bounce', 'manual'] as const).map((kind): (typeof CASES)[number] => [
    `gets no mail at all that a list names as ${kind}`,
    [listed(kind, 0)],
    { status: 'quarantined', policies: ['suppressed'] },
  ]),
  ...(['complaint', 'unsubscribe'] as const).map((kind): (typeof CASES)[number] => [
    `gets no bulk mail that a list names as ${kind}`,
    [listed(kind, 0)],
    { status: 'denylisted', policies: ['suppressed-for-bulk'] },
  ]),
  [
    'is quarantined by a hard bounce after an unsubscription',
    [listed('unsubscribe', 0), hard(DAY)],
    { status: 'quarantined', policies: ['suppressed-for-bulk', 'hard-at-once'] },
  ],
  [
    'stays denylisted by an unsubscription when errors are forgotten',
    [...softErrors(0), listed('unsubscribe', DAY), bounce(40 * DAY)],
    { status: 'denylisted', policies: ['soft-error-counted', 'suppressed-for-bulk', 'expired', 'soft-error-counted'] },
  ],
  [
    'gets no mail once a list names a hard bounce after an unsubscription, and is not suppressed twice',
    [listed('unsubscribe', 0), listed('hard-bounce', 1), listed('manual', 2), listed('complaint', 3)],
    {
      status: 'quarantined',
      policies: ['suppressed-for-bulk', 'suppressed', 'already-suppressed', 'already-suppressed'],
    },
  ],
  [
    'stays released when a list of before the release is imported after it',
    [decision('released', 2 * DAY), listed('hard-bounce', DAY), listed('unsubscribe', DAY)],
    { status: 'valid', policies: ['released', 'before-release', 'before-release'] },
  ],
  [
    'is suppressed by a list whose time lies after the release',
    [decision('released', DAY), listed('unsubscribe', 2 * DAY)],
    { status: 'denylisted', policies: ['released', 'suppressed-for-bulk'] },
  ],
  [
    'is freed by a release from what lists suppressed',
    [listed('unsubscribe', 0), listed('manual', 0), decision('released', DAY)],
    { status: 'valid', policies: ['suppressed-for-bulk', 'suppressed', 'released'] },
  ],
];

describe('a recipient under the default policy', () => {
  it.each(CASES)('%s', (_, inputs, expected) => {
    const { state, steps } = foldRecipient(inputs, DEFAULT_POLICY);
    expect(steps.map(({ policy }) => policy)).toEqual(expected.policies);
    expect(statusOf(state)).toBe(expected.status);
  });

  it('is cleared ten days after the last error, not after the first', () => {
    const { state } = foldRecipient([...softErrors(0, 2), bounce(2.5 * DAY)], DEFAULT_POLICY);
    expect(clearingOf(state, DEFAULT_POLICY).all).toBe(12.5 * DAY);
  });

  it('has its last error as the cause, or the one that quarantined it', () => {
    const errors = softErrors(0, 1, 2, 3, 4);
    const causeAfter = (count: number) => causeOf(foldRecipient(errors.slice(0, count), DEFAULT_POLICY).state);
    expect([3, 5].map((count) => causeAfter(count)?.sequence)).toEqual([errors[2]?.sequence, errors[4]?.sequence]);
    expect(causeAfter(5)).toEqual({ at: 4 * DAY, sequence: errors[4]?.sequence });
  });

  it('keeps its errors while quarantined, whatever comes', () => {
    const { state } = foldRecipient([...softErrors(0, 1, 2, 3, 4), bounce(50 * DAY)], DEFAULT_POLICY);
    expect(state.errors).toHaveLength(5);
  });

  it('is never cleared by time while quarantined', () => {
    const suppressed = [...softErrors(0), decision('suppressed', DAY)];
    for (const inputs of [[hard(0)], softErrors(0, 1, 2, 3, 4), suppressed]) {
      expect(clearingOf(foldRecipient(inputs, DEFAULT_POLICY).state, DEFAULT_POLICY).all).toBeNull();
    }
  });
});

describe('a recipient under another policy', () => {
  const policy: Policy = { ...DEFAULT_POLICY, softErrorThreshold: 2, significantGapHours: 0, complaint: 'ignore' };

  it('is quarantined at its threshold, each error counting where there is no gap', () => {
    const { state } = foldRecipient([bounce(0), bounce(1)], policy);
    expect(statusOf(state)).toBe('quarantined');
  });

  it('is not denylisted where complaints are ignored', () => {
    const { state, steps } = foldRecipient([complaint(0)], policy);
    expect(statusOf(state)).toBe('valid');
    expect(steps[0]?.policy).toBe('complaint-ignored');
  });
});
