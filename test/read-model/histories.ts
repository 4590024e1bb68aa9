import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { ExpectedRevision } from '../../src/event-store/index.js';
import {
  type BounceId,
  type CorrelationKeys,
  type DeliveryFacts,
  type LedgerEvent,
  type LedgerEventOf,
  type MailId,
  newEvent,
  type Occurrence,
  type RawDigest,
  streams,
  SUPPRESSION_KINDS,
  type Verdict,
} from '../../src/events/index.js';
import { type Ledger } from '../../src/ledger/index.js';

/** One append: what the services of a ledger write, in small, so that reports, sends and decisions often meet. */
export interface Step {
  readonly stream: string;
  readonly events: (revision: number, ledger: Ledger) => readonly LedgerEvent[];
}

const RECIPIENTS = ['ana@example.com', 'bo@example.org', 'carla@example.com', 'Dee@Example.net'];
const CAMPAIGNS = ['spring', 'autumn'];
const HOURS = 40 * 24;
const START = Date.parse('2026-10-01T00:00:00Z');

const recipient = fc.constantFrom(...RECIPIENTS);
const campaign = fc.constantFrom(...CAMPAIGNS);
const sendNumber = fc.nat(7);
const instant = fc.nat(HOURS).map((hour) => new Date(START + hour * 3_600_000).toISOString());
const messageIdOf = (send: number) => `<s${send}@news.example>`;
const domainOf = (address: string) => address.slice(address.indexOf('@') + 1).toLowerCase();

const verdict = fc.constantFrom<Omit<Verdict, 'rulesetVersion'>>(
  { type: 'hard', reason: 'user-unknown', fault: 'recipient', rule: 'status-5.1.1', matched: '5.1.1' },
  { type: 'soft', reason: 'mailbox-full', fault: 'recipient', rule: 'status-x.2.2', matched: '4.2.2' },
  { type: 'soft', reason: 'network-error', fault: 'receiver', rule: 'status-x.4.1', matched: '4.4.1' },
  { type: 'soft', reason: 'spam-content', fault: 'sender', rule: 'spam', matched: 'spam' },
  { type: 'ignored', reason: 'smtp-protocol-error', fault: 'sender', rule: 'status-x.5.1', matched: '5.5.1' },
  { type: 'soft', reason: 'undetermined', fault: 'unknown', rule: null, matched: null },
);

const keys: fc.Arbitrary<CorrelationKeys> = fc.record({
  verpAddress: fc.option(
    fc.oneof(
      fc.constant('bounces@news.example'),
      fc.tuple(campaign, sendNumber).map(([id, send]) => `bounce+${id}.s${send}@news.example`),
    ),
  ),
  verpToken: fc.constant(null),
  envelopeId: fc.option(sendNumber.map((send) => `s${send}`)),
  headers: fc.oneof(
    fc.constant({}),
    campaign.map((id): Record<string, string> => ({ 'x-campaign-id': id })),
  ),
});

const told = fc.record({
  address: fc.option(recipient, { freq: 8 }),
  original: fc.option(recipient, { freq: 2 }),
  originalMessageId: fc.option(sendNumber.map(messageIdOf), { freq: 3 }),
  occurredAt: instant,
  verdict,
  keys,
});
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

const READ_BY = { family: 'rfc3464', interpreterVersion: 1 } as const;

function facts(report: Told, action: DeliveryFacts['action']): DeliveryFacts & Occurrence {
  return {
    recipient: report.address,
    originalRecipient: report.original,
    action,
    statedAction: action,
    status: report.verdict.matched,
    statedStatus: report.verdict.matched,
    smtpCode: null,
    permanence: null,
    diagnostic: report.verdict.rule === null ? `554 ${report.address ?? 'somebody'} is not quite right` : null,
    reportingMta: 'relay.example.net',
    remoteMta: null,
    arrivalDate: null,
    lastAttemptDate: report.occurredAt,
    originalMessageId: report.originalMessageId,
    occurredAt: report.occurredAt,
    occurredAtSource: 'last-attempt-date',
  };
}

function mail(id: string, kind: 'bounce' | 'delay' | 'complaint' | 'not-understood', reports: readonly Told[]): Step {
  const mailId = createHash('sha256').update(id).digest('hex') as MailId;
  return {
    stream: streams.mail(mailId),
    events: (revision, ledger) => {
      const reported = reports.flatMap((report, ordinal) => reportEvents(mailId, kind, report, ordinal));
      const setAside: LedgerEvent = { type: 'MailSetAside', data: { mailId, kind, reason: 'no report', ...READ_BY } };
      const set = reported.length > 0 ? reported : [setAside];
      const nature = { kind, messageId: null, subject: null, from: null, limitsReached: [], family: READ_BY.family };
      if (revision >= 0) {
        const reading = { interpreter: 2, supersedes: 0, events: set.length };
        return [{ type: 'MailReinterpreted', data: { mailId, ...reading, ...nature } }, ...set];
      }
      const received: LedgerEventOf<'MailReceived'> = {
        type: 'MailReceived',
        data: {
          ...{ mailId, mailbox: 'bounces', uidl: id.slice(0, 3), rawDigest: mailId as string as RawDigest, size: 1000 },
          ...{ receivedAt: ledger.clock().toISOString(), ...nature, ...READ_BY },
        },
      };
      return [received, ...set];
    },
  };
}

function reportEvents(mailId: MailId, kind: string, report: Told, ordinal: number): LedgerEvent[] {
  const common = { mailId, keys: report.keys, ...READ_BY };
  if (kind === 'delay') return [{ type: 'DeliveryDelayed', data: { ...facts(report, 'delayed'), ...common } }];
  if (kind === 'complaint') {
    const { recipient, arrivalDate, reportingMta, originalMessageId, occurredAt, occurredAtSource } = facts(
      report,
      'failed',
    );
    const complaint = { recipient, arrivalDate, reportingMta, originalMessageId, occurredAt, occurredAtSource };
    return [{ type: 'ComplaintReceived', data: { ...complaint, feedbackType: 'abuse', sourceIp: null, ...common } }];
  }
  const bounceId = `${mailId.slice(0, 32)}-${ordinal}` as BounceId;
  return [
    { type: 'BounceReceived', data: { bounceId, ...facts(report, 'failed'), ...common } },
    { type: 'BounceClassified', data: { bounceId, mailId, verdict: { ...report.verdict, rulesetVersion: 1 } } },
  ];
}

const mails = fc
  .tuple(
    // Some come again: the mail is read again, and says what it now says.
    fc.oneof({ weight: 2, arbitrary: fc.uuid() }, fc.constantFrom('m0', 'm1', 'm2')),
    fc.constantFrom('bounce', 'bounce', 'bounce', 'delay', 'complaint', 'not-understood'),
    fc.array(told, { minLength: 1, maxLength: 3 }),
  )
  .map(([id, kind, reports]) => mail(id, kind as 'bounce', kind === 'not-understood' ? [] : reports));

const registered = campaign.map((id): Step => ({
  stream: streams.campaign(id),
  events: (revision) =>
    revision >= 0 ? [] : [{ type: 'CampaignRegistered', data: { campaignId: id, purpose: 'bulk', name: null } }],
}));

const totals = fc.tuple(campaign, fc.nat(3), instant, fc.nat(50)).map(([id, batch, sentAt, sends]): Step => ({
  stream: streams.campaign(id),
  // As the command sees to it: of a registered campaign, and each batch once.
  events: (revision) =>
    revision !== batch
      ? []
      : [
          {
            type: 'CampaignTotalsRecorded',
            data: { campaignId: id, batchId: `t${batch}`, sentAt, sends, byDomain: null },
          },
        ],
}));

const sends = fc
  .tuple(
    fc.nat(5),
    fc.option(campaign, { freq: 5 }),
    fc.array(fc.tuple(recipient, sendNumber, instant), { minLength: 1, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([batch, campaignId, batchSends, last]): Step => ({
    stream: streams.sends(`b${batch}`),
    events: (revision, ledger) =>
      revision >= 2
        ? []
        : [
            {
              type: 'SendsRecorded',
              data: {
                ...{ batchId: `b${batch}`, campaignId, part: revision + 1, last: last || revision === 1 },
                sends: batchSends.map(([address, send, sentAt]) => ({
                  recipientKey: ledger.keys.recipientKey(address),
                  domain: domainOf(address),
                  messageIdKey: ledger.keys.messageIdKey(messageIdOf(send)),
                  sendId: `s${send}`,
                  sentAt,
                })),
              },
            },
          ],
  }));

const decisions = fc
  .tuple(recipient, fc.constantFrom('RecipientSuppressed', 'RecipientReleased'))
  .map(([address, type]): Step => ({
    stream: `recipient-of-${address}`,
    events: (_, { keys: ledgerKeys }) => [
      {
        type: type as 'RecipientSuppressed',
        data: {
          recipientKey: ledgerKeys.recipientKey(address),
          address: address.toLowerCase(),
          reason: 'asked',
          actor: 'kim',
        },
      },
    ],
  }));

const lists = fc
  .tuple(
    fc.nat(2),
    fc.boolean(),
    fc.array(fc.tuple(recipient, fc.constantFrom(...SUPPRESSION_KINDS), fc.option(instant)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([list, last, given]): Step => ({
    stream: streams.suppressions(`list${list}`),
    events: (revision) => [
      {
        type: 'SuppressionsImported',
        data: {
          ...{ importId: `list${list}`, part: revision + 1, last, digest: 'd', rows: 8, actor: 'kim' },
          entries: given.map(([address, kind, since]) => ({
            ...{ address: address.toLowerCase(), kind, since, reason: null, source: 'sendgrid' },
          })),
        },
      },
    ],
  }));

const collections = fc
  .tuple(fc.constantFrom('bounces', 'other'), instant, fc.nat(2), fc.option(fc.constant('timed-out')))
  .map(([mailbox, at, parked, error]): Step => ({
    stream: streams.custody(mailbox),
    events: () => [
      {
        type: 'CollectionCompleted',
        data: {
          ...{
            mailbox,
            startedAt: at,
            completedAt: at,
            error,
            listed: 3 + parked,
            appended: 2,
            alreadyKnown: 1,
            parked,
          },
          ...{ notReached: 0, deleted: 3, left: parked },
        },
      },
      { type: 'RetrievalFailuresRecorded', data: { mailbox, mails: retrievalFailures(parked, at), total: parked } },
    ],
  }));

function retrievalFailures(count: number, at: string): LedgerEventOf<'RetrievalFailuresRecorded'>['data']['mails'] {
  const why = { error: 'pop3-refused', message: 'RETR: no', lastTriedAt: at, nextTryAt: at };
  return Array.from({ length: count }, (_, n) => {
    return { uidl: `u${n}`, number: null, size: 1000, tries: 3, parked: true, ...why };
  });
}

/** What a ledger may have been through. */
export const histories = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: mails },
    { weight: 3, arbitrary: sends },
    registered,
    totals,
    decisions,
    lists,
    collections,
  ),
  {
    minLength: 1,
    maxLength: 40,
  },
);

/** Writes one step, each event recorded an hour after the one before. */
export async function append(ledger: Ledger, { stream, events }: Step): Promise<void> {
  let revision = -1;
  for await (const last of ledger.store.readStream(stream, { direction: 'backwards', limit: 1 })) {
    revision = last.revision;
  }
  const told = events(revision, ledger);
  if (told.length === 0) return;
  const expected: ExpectedRevision = revision < 0 ? 'no-stream' : revision;
  await ledger.store.append(
    stream,
    expected,
    told.map(({ type, data }) => newEvent(type, data, ledger)),
  );
}
