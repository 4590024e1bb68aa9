import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GlobalPosition, RecordedEvent } from './envelope.js';
import type { CorrelationKeys, DeliveryFacts } from './facts.js';
import type { LedgerEventOf, LedgerEventType } from './ledger-event.js';
import type { Occurrence, ReadBy } from './mail-events.js';
import { typedEvent } from './typed-event.js';
import type { BounceId, JsonObject, MailId, RawDigest } from './types.js';
import { UPCASTERS } from './upcasters.js';
import type { Verdict } from './verdict.js';

const mailId = 'a'.repeat(64) as MailId;
const rawDigest = 'b'.repeat(64) as RawDigest;
const bounceId = '0c5a2f5e-52a3-5a6b-8a8f-0d7a3c1b2e4f' as BounceId;
const recipientKey = 'c'.repeat(64);

const keys: CorrelationKeys = {
  verpAddress: 'bounce+spring.s9@bounces.example.net',
  verpToken: 'spring.s9',
  envelopeId: 'QQ314159',
  headers: { 'x-campaign-id': 'spring' },
};
const occurrence: Occurrence & ReadBy = {
  occurredAt: '2026-11-21T09:14:07.000Z',
  occurredAtSource: 'last-attempt-date',
  family: 'rfc3464',
  interpreterVersion: 1,
};
const facts: DeliveryFacts = {
  recipient: 'ana@example.com',
  originalRecipient: 'ana@example.org',
  action: 'failed',
  statedAction: 'failed',
  status: '5.1.1',
  statedStatus: '5.0.0',
  smtpCode: 550,
  permanence: 'permanent',
  diagnostic: '550 5.1.1 no such user',
  reportingMta: 'relay.example.net',
  remoteMta: 'mx.example.com',
  arrivalDate: '2026-11-21T09:14:00.000Z',
  lastAttemptDate: '2026-11-21T09:14:07.000Z',
  originalMessageId: '<s9@news.example.net>',
};
const verdict: Verdict = {
  type: 'hard',
  reason: 'user-unknown',
  fault: 'recipient',
  rule: 'status-5.1.1',
  matched: '5.1.1',
  rulesetVersion: 1,
};

/**
 * One event of each type as it is written today. A type that gains or loses a field no longer compiles here; the golden
 * file then says what the log already holds, and the new shape needs a new schemaVersion and an upcaster.
 */
const today: { readonly [T in LedgerEventType]: LedgerEventOf<T>['data'] } = {
  LedgerCreated: { ledgerId: '0f7a', secretFingerprint: 'd'.repeat(64), normaliserVersion: 1 },
  EvidenceStored: { rawDigest, chunk: 0, chunks: 1, size: 1, sha256: 'e'.repeat(64), content: 'qwAA' },
  MailReceived: {
    mailId,
    mailbox: 'bounces',
    uidl: 'u1',
    rawDigest,
    size: 4_096,
    receivedAt: '2026-11-21T09:15:00.000Z',
    kind: 'bounce',
    messageId: '<b1@relay.example.net>',
    subject: 'Undelivered Mail Returned to Sender',
    from: 'MAILER-DAEMON@relay.example.net',
    limitsReached: [],
    family: 'rfc3464',
    interpreterVersion: 1,
  },
  BounceReceived: { bounceId, mailId, ...facts, ...occurrence, keys },
  BounceClassified: { bounceId, mailId, verdict },
  DeliveryDelayed: { mailId, ...facts, action: 'delayed', ...occurrence, keys },
  ComplaintReceived: {
    mailId,
    recipient: 'ana@example.com',
    feedbackType: 'abuse',
    sourceIp: '192.0.2.1',
    reportingMta: 'fbl.example.com',
    arrivalDate: '2026-11-21T09:14:00.000Z',
    originalMessageId: '<s9@news.example.net>',
    ...occurrence,
    keys,
  },
  MailSetAside: { mailId, kind: 'not-a-report', reason: 'an ordinary mail', family: 'ordinary', interpreterVersion: 1 },
  MailReinterpreted: {
    mailId,
    interpreter: 2,
    supersedes: 0,
    events: 2,
    kind: 'bounce',
    messageId: '<b1@relay.example.net>',
    subject: 'Undelivered Mail Returned to Sender',
    from: 'MAILER-DAEMON@relay.example.net',
    family: 'rfc3464',
    limitsReached: [],
  },
  CampaignRegistered: { campaignId: 'spring', purpose: 'bulk', name: 'Spring' },
  CampaignTotalsRecorded: {
    campaignId: 'spring',
    batchId: 'b1',
    sentAt: '2026-11-21T08:00:00.000Z',
    sends: 1_200,
    byDomain: { 'example.com': 1_200 },
  },
  SendsRecorded: {
    batchId: 'b2',
    campaignId: 'spring',
    part: 0,
    last: true,
    sends: [
      {
        recipientKey,
        domain: 'example.com',
        messageIdKey: 'f'.repeat(64),
        sendId: 's9',
        sentAt: '2026-11-21T08:00:00.000Z',
      },
    ],
  },
  RecipientSuppressed: { recipientKey, address: 'ana@example.com', reason: 'asked by phone', actor: 'support' },
  RecipientReleased: { recipientKey, address: 'ana@example.com', reason: 'asked again', actor: 'support' },
  SuppressionsImported: {
    importId: 'from-sendgrid',
    part: 0,
    last: true,
    digest: '9'.repeat(64),
    rows: 2,
    actor: 'kim',
    entries: [
      {
        address: 'ana@example.com',
        kind: 'hard-bounce',
        reason: '550 5.1.1 no such user',
        since: '2025-03-01T10:00:00.000Z',
        source: 'sendgrid',
      },
      { address: 'bo@example.org', kind: 'unsubscribe', reason: null, since: null, source: null },
    ],
  },
  RulesetPublished: { version: 1, document: 'format: 1\nrules: []\n', origin: 'defaults' },
  ReclassificationStarted: { runId: 'a1'.repeat(32), fromVersion: 1, rulesetVersion: 2 },
  BounceReclassified: {
    bounceId,
    from: verdict,
    to: { ...verdict, type: 'soft', reason: 'receiver-error', fault: 'receiver', rule: 'theirs', rulesetVersion: 2 },
  },
  ReclassificationProgressed: { scanned: 5_000, changed: 298, throughBounceId: bounceId },
  ReclassificationCompleted: { rulesetVersion: 2, scanned: 48_210, changed: 298, throughBounceId: bounceId },
  ReclassificationCancelled: { scanned: 5_000, changed: 298, throughBounceId: bounceId },
  CollectionCompleted: {
    mailbox: 'bounces',
    startedAt: '2026-11-21T09:15:00.000Z',
    completedAt: '2026-11-21T09:15:02.000Z',
    error: null,
    listed: 10,
    appended: 7,
    alreadyKnown: 1,
    parked: 1,
    notReached: 1,
    deleted: 8,
    left: 2,
  },
  RetrievalFailuresRecorded: {
    mailbox: 'bounces',
    mails: [
      {
        uidl: 'u7',
        number: null,
        size: 4_096,
        tries: 3,
        parked: true,
        error: 'pop3-refused',
        message: 'RETR: cannot read it',
        lastTriedAt: '2026-11-21T09:15:01.000Z',
        nextTryAt: '2026-11-21T10:15:01.000Z',
      },
      {
        uidl: null,
        number: 9,
        size: 90_000_000,
        tries: 0,
        parked: true,
        error: 'too-large',
        message: 'larger than maxMailBytes, which is 67108864',
        lastTriedAt: null,
        nextTryAt: null,
      },
    ],
    total: 2,
  },
};

const GOLDEN = new URL('../../test/golden/events/', import.meta.url);

function golden(file: string): JsonObject {
  return JSON.parse(readFileSync(new URL(file, GOLDEN), 'utf8')) as JsonObject;
}

describe('events as they are written today', () => {
  it.each(Object.entries(today))('%s has the shape of its golden file', (type, data) => {
    expect(data).toEqual(golden(`${type}.json`));
  });
});

function recorded(type: string, data: JsonObject, schemaVersion = 1): RecordedEvent {
  return {
    id: '0c5a2f5e-52a3-4a6b-8a8f-0d7a3c1b2e4f',
    type,
    data,
    metadata: { schemaVersion, recordedAt: '2026-11-21T09:15:03.000Z', correlationId: 'c' },
    stream: 'any',
    revision: 3,
    position: '7' as GlobalPosition,
    storedAt: '2026-11-21T09:15:03.000Z',
  };
}

/** What each old event is read as. */
const old: Readonly<Record<string, LedgerEventType>> = { 'MailsLeftAside-1': 'RetrievalFailuresRecorded' };

describe('events as they were once written', () => {
  it.each(Object.entries(old))('%s is read in the shape of today', (name, type) => {
    const [oldType = '', schemaVersion] = name.split('-');
    const event = recorded(oldType, golden(`old/${name}.json`), Number(schemaVersion));
    const before = structuredClone(event);
    expect(typedEvent(event)).toEqual({ ...event, type, data: today[type] });
    expect(event).toEqual(before);
  });

  it('each have a golden file and an upcaster', () => {
    const upcast = [...UPCASTERS].flatMap(([type, versions]) => Object.keys(versions).map((v) => `${type}-${v}`));
    expect(upcast).toEqual(Object.keys(old));
    expect(readdirSync(new URL('old/', GOLDEN))).toEqual(Object.keys(old).map((name) => `${name}.json`));
  });

  it('are the very same where the shape is still that of today', () => {
    const event = recorded('CampaignRegistered', golden('CampaignRegistered.json'));
    expect(typedEvent(event)).toBe(event);
  });
});
