import fc from 'fast-check';
import { newEvent, streams } from '../../../src/events/index.js';
import { mailThatTells } from '../../read-model/read-model-kit.js';
import type { Reclassifying } from './reclassification-kit.js';

const RECIPIENTS = ['ana@example.com', 'bo@gmail.com', 'carla@example.com', 'dee@example.org'];
const SAID = [
  { status: '5.1.1', smtpCode: 550, permanence: 'permanent', diagnostic: '550 5.1.1 no such user' },
  { status: '4.2.2', smtpCode: 452, permanence: 'transient', diagnostic: '452 4.2.2 mailbox full' },
  { status: '5.7.1', smtpCode: 550, permanence: 'permanent', diagnostic: '550 5.7.1 rejected by policy: nobody here' },
  { status: '4.4.1', smtpCode: 421, permanence: 'transient', diagnostic: '421 4.4.1 connection timed out' },
] as const;
const START = Date.parse('2026-10-01T00:00:00Z');
const at = fc.nat(45 * 24).map((hour) => new Date(START + hour * 3_600_000).toISOString());
const recipient = fc.constantFrom(...RECIPIENTS);

/** Something that happens to a ledger; the number makes its ids. */
export type Happening = (parts: Reclassifying, number: number) => Promise<void>;

const bounces = fc
  .tuple(recipient, fc.constantFrom(...SAID), at)
  .map(([address, said, occurredAt]): Happening => ({ bounce }, number) => {
    return bounce(`b${number}`, { ...said, recipient: address, occurredAt });
  });

const complaints = fc.tuple(recipient, at).map(([address, occurredAt]): Happening => async ({ ledger }, number) => {
  const [stream, ...events] = mailThatTells(`c${number}`, 'complaint', { recipient: address, occurredAt });
  await ledger.store.append(
    stream,
    'no-stream',
    events.map(({ type, data }) => newEvent(type, data, ledger)),
  );
});

const decisions = fc
  .tuple(recipient, fc.constantFrom('RecipientSuppressed', 'RecipientReleased'))
  .map(([address, type]): Happening => async ({ ledger }) => {
    const recipientKey = ledger.keys.recipientKey(address);
    const data = { recipientKey, address, reason: 'asked', actor: 'kim' };
    await ledger.store.append(streams.recipient(recipientKey), 'any', [
      newEvent(type as 'RecipientSuppressed', data, ledger),
    ]);
  });

/** What a ledger may have been through before its history is reclassified. */
export const happenings = fc.array(fc.oneof({ weight: 7, arbitrary: bounces }, complaints, decisions), {
  minLength: 1,
  maxLength: 25,
});

const rules = fc.subarray([
  '{ id: policy-means-unknown, when: { text: nobody here }, reason: user-unknown }',
  '{ id: outage, when: { provider: google, status: 5.1.1 }, reason: receiver-error, type: soft }',
  '{ id: first-week, when: { from: 2026-10-01T00:00:00Z, to: 2026-10-08T00:00:00Z, text: no such user }, reason: spam-content }',
  '{ id: full-is-gone, when: { text: mailbox full }, reason: user-unknown, type: hard }',
]);
const policies = fc.record({
  softErrorThreshold: fc.integer({ min: 1, max: 5 }),
  significantGapHours: fc.constantFrom(0, 24, 48),
  clearAfterDays: fc.constantFrom(3, 10, 100),
  complaint: fc.constantFrom('denylist', 'ignore'),
});

/** An operator's ruleset: some rules, and perhaps a policy. */
export const rulesets = fc.tuple(rules, fc.option(policies)).map(([chosen, policy]) => {
  const numbers = policy === null ? '' : `policy: ${JSON.stringify(policy)}\n`;
  return `format: 1\n${numbers}rules:${chosen.length === 0 ? ' []' : chosen.map((rule) => `\n  - ${rule}`).join('')}\n`;
});

export async function happen(parts: Reclassifying, history: readonly Happening[], first = 0): Promise<void> {
  for (const [index, happening] of history.entries()) await happening(parts, first + index);
  await parts.followed();
}

/** What is thought of every bounce and recipient, whichever version says so. */
export function thoughts({ readModel }: Reclassifying): unknown {
  const bounced = readModel.bounces.list({}, { limit: 1000 }).items;
  return {
    bounces: bounced.map(({ id, verdict: { type, reason, fault } }) => ({ id, type, reason, fault })),
    recipients: RECIPIENTS.map((address) => {
      const { status, cause, softErrors } = readModel.recipients.find(address, new Date(START));
      return { address, status, occurredAt: cause?.occurredAt ?? null, softErrors };
    }),
  };
}
