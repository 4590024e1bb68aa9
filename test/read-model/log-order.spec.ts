import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW } from '../support/temporary-ledger.js';
import {
  appended,
  applied,
  campaign,
  decision,
  joinedRows,
  sends,
  signedReturnAddress,
  type Appended,
} from './applied-log.js';
import { FULL, HARD, mailThatTells } from './read-model-kit.js';

const START = Date.parse('2026-11-01T00:00:00Z');
const CAMPAIGNS = ['spring', 'autumn'] as const;

const recipient = fc.constantFrom('ana@example.com', 'bo@example.org', 'carla@example.com');
const campaignId = fc.constantFrom(...CAMPAIGNS);
const sendNumber = fc.nat(5);
const hour = fc.nat(20 * 24);

// Two things at one time stand in the order of the log, so each has a millisecond of its own.
const at = (hours: number, own: number) => new Date(START + hours * 3_600_000 + own).toISOString();
// One id stands for one send: of several the first registered is meant.
const idOf = (batch: number, n: number) => `s${batch}-${n}`;
const messageIdOf = (batch: number, n: number) => `<${idOf(batch, n)}@news.example>`;

const report = fc
  .record({
    kind: fc.constantFrom('bounce', 'bounce', 'bounce', 'complaint', 'delay'),
    recipient: fc.option(recipient, { freq: 9 }),
    originalRecipient: fc.option(recipient, { freq: 1 }),
    occurred: hour,
    batch: fc.nat(3),
    send: sendNumber,
    campaignId,
    hasMessageId: fc.boolean(),
    key: fc.constantFrom('none', 'verp', 'signed', 'envelope', 'header'),
    verdict: fc.constantFrom(HARD, FULL),
  })
  .map((told) => (own: number): Appended => {
    const keys = {
      verp: { verpAddress: `bounce+${told.campaignId}.${idOf(told.batch, told.send)}@news.example` },
      signed: { verpAddress: signedReturnAddress(told.campaignId, idOf(told.batch, told.send)) },
      envelope: { envelopeId: idOf(told.batch, told.send) },
      header: { headers: { 'x-campaign-id': told.campaignId } },
      none: {},
    }[told.key];
    return appended(
      mailThatTells(`m${own}`, told.kind, {
        ...{ recipient: told.recipient, originalRecipient: told.originalRecipient, verdict: told.verdict, keys },
        originalMessageId: told.hasMessageId ? messageIdOf(told.batch, told.send) : null,
        occurredAt: at(told.occurred, own),
      }),
    );
  });

const batches = fc
  .array(fc.tuple(fc.option(campaignId, { freq: 5 }), fc.array(fc.tuple(recipient, hour), { maxLength: 6 })), {
    maxLength: 4,
  })
  .map((given) =>
    given.flatMap(([id, batchSends], batch): Appended[][] => {
      const all = batchSends.map(([to, hours], n) => ({
        ...{ recipient: to, messageId: messageIdOf(batch, n), sendId: idOf(batch, n) },
        sentAt: at(hours, 500 + batch * 10 + n),
      }));
      const batchId = `b${batch}`;
      // In two parts, as one stream: their order stays.
      return all.length === 0
        ? []
        : [
            [
              sends(id, all.slice(0, 1), { batchId, last: false }),
              sends(id, all.slice(1), { batchId, part: 1, last: true }),
            ],
          ];
    }),
  );

const decided = fc
  .tuple(recipient, fc.constantFrom('RecipientSuppressed' as const, 'RecipientReleased' as const), hour)
  .map(
    ([address, type, hours]) =>
      (own: number): Appended =>
        decision(type, address, at(hours, own)),
  );

/** What is appended, in lists whose order stays. */
const streamsOfLog = fc
  .tuple(fc.array(report, { maxLength: 12 }), batches, fc.array(decided, { maxLength: 3 }))
  .map(([reports, sendBatches, decisions]) => [
    ...CAMPAIGNS.map((id) => [campaign(id)]),
    ...sendBatches,
    // A status follows the order in which reports and decisions came; what is registered may come at any time.
    [...reports, ...decisions].map((make, index) => make(index + 1)),
  ]);

/** One of the orders in which the log may hold the streams' appends. */
function interleaved(streams: readonly (readonly Appended[])[], choices: readonly number[]): Appended[] {
  const left = streams.map((stream) => [...stream]);
  const log: Appended[] = [];
  for (let turn = 0; left.some((stream) => stream.length > 0); turn += 1) {
    const open = left.filter((stream) => stream.length > 0);
    const next = open[(choices[turn % choices.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) log.push(next);
  }
  return log;
}

const choices = fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 });

describe('the order in which reports and registrations stand in the log', () => {
  it('makes no difference to what reports belong to, what is thought of recipients, and how campaigns fare', () => {
    fc.assert(
      fc.property(streamsOfLog, choices, (streams, order) => {
        const one = applied(...streams.flat());
        const other = applied(...interleaved(streams, order));
        expect(joinedRows(other.database)).toEqual(joinedRows(one.database));
        for (const id of CAMPAIGNS) expect(other.campaigns.find(id, NOW)).toEqual(one.campaigns.find(id, NOW));
      }),
      { numRuns: 200 },
    );
  });
});
