import { createHash } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import {
  type BounceId,
  type CorrelationKeys,
  type DeliveryFacts,
  type LedgerEvent,
  type MailId,
  type MailKind,
  newEvent,
  type Occurrence,
  type RawDigest,
  streams,
  type Verdict,
} from '../../src/events/index.js';
import { type Ledger } from '../../src/ledger/index.js';
import { openReadModel, type ReadModel } from '../../src/service/open-read-model.js';
import { NOW, temporaryLedger } from '../support/temporary-ledger.js';

export const HARD: Verdict = {
  type: 'hard',
  reason: 'user-unknown',
  fault: 'recipient',
  rule: 'user-unknown',
  matched: 'no such user',
  rulesetVersion: 1,
};
export const FULL: Verdict = {
  ...HARD,
  type: 'soft',
  reason: 'mailbox-full',
  rule: 'mailbox-full',
  matched: 'over quota',
};

const READ_BY = { family: 'rfc3464', interpreterVersion: 1 } as const;

export interface FollowedLedger {
  readonly ledger: Ledger;
  readonly readModel: ReadModel;
  /** Appends the events to the stream and waits until the read model has followed them. */
  readonly record: (stream: string, ...events: readonly LedgerEvent[]) => Promise<void>;
}

/** A ledger with its read model, both closed when the test ends. */
export async function followedLedger(): Promise<FollowedLedger> {
  const { ledger, dataDir } = await temporaryLedger();
  const failures: unknown[] = [];
  const readModel = openReadModel({
    dataDir,
    ledger,
    correlation: { verp: {} },
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(() => readModel.close());
  await readModel.caughtUp();
  return {
    ledger,
    readModel,
    async record(stream, ...events) {
      const { position } = await ledger.store.append(
        stream,
        'any',
        events.map(({ type, data }) => newEvent(type, data, ledger)),
      );
      const reached = await readModel.waitFor(position, 10_000);
      expect(failures).toEqual([]);
      expect(reached).toBe(true);
    },
  };
}

/** Registers a campaign: the arguments of `record`. */
export function campaignRegistered(campaignId: string): [string, LedgerEvent] {
  return [
    streams.campaign(campaignId),
    { type: 'CampaignRegistered', data: { campaignId, purpose: 'bulk', name: null } },
  ];
}

export const mailIdOfName = (name: string) => createHash('sha256').update(name).digest('hex') as MailId;
export const bounceIdOfName = (name: string) => `bounce-${name}` as BounceId;

interface Told {
  /** When the mail was read; by default when it happened. */
  readonly receivedAt?: string;
  readonly verdict?: Verdict;
  readonly keys?: Partial<CorrelationKeys>;
}

function report(
  name: string,
  { verdict: _, receivedAt: __, keys, ...facts }: Told & Partial<DeliveryFacts & Occurrence>,
) {
  return {
    mailId: mailIdOfName(name),
    recipient: 'ana@example.com',
    originalRecipient: null,
    statedAction: 'failed',
    status: '5.1.1',
    statedStatus: '5.0.0',
    smtpCode: 550,
    permanence: 'permanent',
    diagnostic: '550 5.1.1 no such user',
    reportingMta: 'relay.example.net',
    remoteMta: 'mx.example.com',
    arrivalDate: null,
    lastAttemptDate: null,
    originalMessageId: null,
    occurredAt: NOW.toISOString(),
    occurredAtSource: 'recorded-at',
    keys: { verpAddress: null, verpToken: null, envelopeId: null, headers: {}, ...keys },
    ...READ_BY,
    ...facts,
  } as const;
}

/** The events of a mail that tells something of one recipient; its bounce has the id of the same name. */
export function mailThatTells(
  name: string,
  kind: 'bounce' | 'delay' | 'complaint',
  told: Told & Partial<DeliveryFacts & Occurrence> = {},
): [string, ...LedgerEvent[]] {
  const data = report(name, told);
  const { mailId } = data;
  const received = mailReceived(name, kind, told.receivedAt ?? told.occurredAt);
  const bounceId = bounceIdOfName(name);
  switch (kind) {
    case 'bounce':
      return [
        streams.mail(mailId),
        received,
        { type: 'BounceReceived', data: { ...data, bounceId, action: 'failed' } },
        { type: 'BounceClassified', data: { bounceId, mailId, verdict: told.verdict ?? HARD } },
      ];
    case 'delay':
      return [streams.mail(mailId), received, { type: 'DeliveryDelayed', data: { ...data, action: 'delayed' } }];
    case 'complaint':
      return [
        streams.mail(mailId),
        received,
        { type: 'ComplaintReceived', data: { ...data, feedbackType: 'abuse', sourceIp: null } },
      ];
  }
}

export function mailReceived(name: string, kind: MailKind, receivedAt = NOW.toISOString()): LedgerEvent {
  const mailId = mailIdOfName(name);
  return {
    type: 'MailReceived',
    data: {
      mailId,
      mailbox: 'bounces',
      uidl: name,
      rawDigest: mailId as string as RawDigest,
      size: 1234,
      receivedAt,
      kind,
      messageId: `<${name}@mx.example.com>`,
      subject: 'Undelivered',
      from: 'MAILER-DAEMON@mx.example.com',
      limitsReached: [],
      ...READ_BY,
    },
  };
}
