import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appended, applied, campaign, decision, sends, signedReturnAddress, type Appended } from './applied-log.js';
import { FULL, HARD, mailThatTells } from './read-model-kit.js';

/** More histories for a longer run: FORGERY_RUNS=5000. */
const RUNS = Number(process.env['FORGERY_RUNS'] ?? 150);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T00:00:00Z');
const VICTIM = 'vic@example.com';
const ATTACKER = 'mallory@example.net';
/** Went to the victim, to the attacker and to others: whoever got it knows its Message-ID. */
const SHARED = '<all@news.example>';

const registrations: readonly Appended[] = [
  campaign('spring'),
  campaign('autumn'),
  sends('spring', [
    ...['v1', 'v2'].map((sendId) => ({ recipient: VICTIM, sendId, messageId: `<${sendId}@news.example>` })),
    ...['a1', 'a2'].map((sendId) => ({ recipient: ATTACKER, sendId, messageId: `<${sendId}@news.example>` })),
    { recipient: VICTIM, sendId: 'v3' },
  ]),
  sends('autumn', [
    ...[ATTACKER, VICTIM].map((recipient) => ({ recipient, messageId: SHARED })),
    ...Array.from({ length: 3 }, (_, n) => ({ recipient: `r${n}@example.org`, messageId: SHARED })),
  ]),
];

type Told = Parameters<typeof mailThatTells>[2];
/** Makes an append of its number and of the time at which we hear of it. */
type Happening = (name: string, at: number) => Appended;

const iso = (at: number) => new Date(at).toISOString();
const kinds = fc.constantFrom('bounce', 'bounce', 'bounce', 'complaint', 'delay');
const verdicts = fc.constantFrom(HARD, HARD, FULL, { ...FULL, reason: 'network-error' as const });

function reported(kind: 'bounce' | 'complaint' | 'delay', told: (at: number) => Told): Happening {
  return (name, at) => appended(mailThatTells(name, kind, { receivedAt: iso(at), ...told(at) }), iso(at));
}

/** A report that proves a send to the victim, and states when it happened up to four days before. */
const real = fc
  .tuple(kinds, verdicts, fc.constantFrom('v1', 'v2'), fc.nat(96))
  .map(([kind, verdict, sendId, lagHours]): Happening =>
    reported(kind, (at) => ({
      ...{ recipient: VICTIM, originalMessageId: `<${sendId}@news.example>`, verdict },
      ...{ occurredAt: iso(at - lagHours * HOUR), deliveredAt: iso(at) },
    })),
  );

const decided = fc.constantFrom('RecipientSuppressed' as const, 'RecipientReleased' as const).map(
  (type): Happening =>
    (_, at) =>
      decision(type, VICTIM, iso(at)),
);

/** Whatever can be known to somebody who gets mails of the same campaigns, and knows whom else they go to. */
const returnAddresses = fc.constantFrom(
  null,
  // Tokens that came with mails to the attacker, of which the second was never registered.
  ...['a1', 'a9'].map((send) => signedReturnAddress('spring', send)),
  signedReturnAddress('autumn', 'a3'),
  // The same where the sender signs recipients.
  ...['a1', 'a8'].map((send) => signedReturnAddress('spring', send, ATTACKER)),
  // Tokens made up.
  ...['v1', 'v2', 'v3'].map((send) => `bounce+spring.${send}@news.example`),
  `bounce+spring.v1.${'0'.repeat(20)}@news.example`,
  signedReturnAddress('spring', 'a1').replace('.a1.', '.v1.'),
);
const messageIds = fc.constantFrom(null, SHARED, '<a1@news.example>', '<a2@news.example>', '<v9@news.example>');
const names = fc.constantFrom(VICTIM, VICTIM, 'VIC@Example.COM', ATTACKER, 'r1@example.org', null);
const dates = fc.oneof(
  fc.integer({ min: 0, max: 200 }).map((hours) => (at: number) => at - hours * HOUR),
  fc.constantFrom(1985, 1999, 2025, 2040).map((year) => () => Date.UTC(year, 5, 1)),
);

const forged = fc
  .record({
    ...{ kind: kinds, verdict: verdicts, recipient: names, originalRecipient: names, date: dates },
    ...{ verpAddress: returnAddresses, originalMessageId: messageIds },
    envelopeId: fc.constantFrom(null, 'v1', 'spring.v1', 'v3', 'a1', 'spring.a9'),
    headers: fc.constantFrom({}, { 'x-campaign-id': 'spring' }, { 'feedback-id': 'autumn:x:y:z' }),
    isForwarded: fc.boolean(),
  })
  .map(({ kind, date, verpAddress, envelopeId, headers, isForwarded, ...told }): Happening =>
    reported(kind, (at) => ({
      ...{ ...told, occurredAt: iso(date(at)), deliveredAt: iso(at), keys: { verpAddress, envelopeId, headers } },
      ...(isForwarded && { forwarded: true as const }),
    })),
  );

const registering = fc.constant<Happening | null>(null);
const histories = fc.array(
  fc.record({
    hours: fc.oneof(fc.nat(3), fc.nat(60)),
    isForged: fc.boolean(),
    happening: fc.oneof({ weight: 5, arbitrary: real }, decided),
    forgery: fc.oneof({ weight: 9, arbitrary: forged }, registering),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('a stranger with own tokens, own Message-IDs and all that is public about a victim', () => {
  it('changes no status of the victim but valid to with-errors', { timeout: 30_000 + RUNS * 1_000 }, () => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, late) => {
        const [with_, without]: [Appended[], Appended[]] = [[], []];
        const registeredAt = late % (2 * history.length);
        let at = START;
        for (const [index, { hours, isForged, happening, forgery }] of history.entries()) {
          if (index === registeredAt) for (const log of [with_, without]) log.push(...registrations);
          at += hours * HOUR;
          if (isForged) with_.push(...(forgery === null ? [] : [forgery(`m${index}`, at)]));
          else for (const log of [with_, without]) log.push(happening(`m${index}`, at));
        }
        if (registeredAt >= history.length) for (const log of [with_, without]) log.push(...registrations);
        const [attacked, spared] = [with_, without].map((log) => applied(...log).recipients);
        for (const days of [0, 4, 9, 11, 31]) {
          const now = new Date(at + days * DAY);
          const [status, expected] = [attacked, spared].map((recipients) => recipients?.find(VICTIM, now).status);
          expect(
            status === expected || (expected === 'valid' && status === 'with-errors'),
            `${expected} → ${status}`,
          ).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
