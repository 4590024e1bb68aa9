import { Buffer } from 'node:buffer';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { openEmbeddedEventStore } from '../dist/event-store/index.js';
import { newEvent, streams } from '../dist/events/index.js';
import { openLedger } from '../dist/ledger/index.js';
import { openReadModel } from '../dist/service/open-read-model.js';
import { RulesetRegistry } from '../dist/history/rulesets/index.js';

const BOUNCES = Number(process.env.REBUILD_BOUNCES ?? 200_000);
const SENDS_PER_PART = 3_000;
/** Mails appended at once, so that they share commits. */
const APPENDED_AT_ONCE = 1_000;
const SECRET = Buffer.alloc(32, 'bench');
const STARTED = Date.parse('2026-11-20T08:00:00Z');
const HOUR_MS = 3_600_000;

const REFUSALS = [
  [
    '5.1.1',
    550,
    'user-unknown',
    'hard',
    'recipient',
    '550 5.1.1 <%>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  [
    '4.2.2',
    452,
    'mailbox-full',
    'soft',
    'recipient',
    '452 4.2.2 <%>: The email account that you tried to reach is over quota',
  ],
  [
    '5.7.1',
    554,
    'spam-content',
    'soft',
    'sender',
    '554 5.7.1 <%>: Message rejected as spam by content filtering; see our postmaster page',
  ],
  [
    '4.4.7',
    null,
    'delivery-expired',
    'soft',
    'receiver',
    'delivery to <%> temporarily suspended: connection timed out; message expired',
  ],
];

/** Rebuilds the read model of a log of bounces. Beside it, node:sqlite only reads and parses the same events. */
export async function run(report) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-rebuild-'));
  try {
    await writeLog(dataDir);
    // As in operation: the live model has already followed the log.
    const followed = await openLedgerAndModel(dataDir);
    await followed.close();

    const { readModel, failures, close } = await openLedgerAndModel(dataDir);
    const bare = measured(() => readAndParse(dataDir));
    const began = performance.now();
    const events = await readModel.rebuild();
    const seconds = (performance.now() - began) / 1000;
    if (failures.length > 0) throw failures[0];
    if (events !== bare.result) throw new Error(`${events} events rebuilt, ${bare.result} read`);

    report({
      metric: 'rebuild',
      value: events / seconds,
      unit: 'events/s',
      beside: { name: 'node:sqlite, reading and JSON.parse only', value: bare.result / bare.seconds },
    });
    report({ metric: 'rebuild-bounces', value: BOUNCES / seconds, unit: 'bounces/s' });
    const campaign = measured(() => readModel.campaigns.find('spring', new Date()));
    report({ metric: 'campaign-read', value: campaign.seconds * 1000, unit: 'ms' });
    report({ metric: 'peak-memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB' });
    await close();
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

async function openLedgerAndModel(dataDir) {
  const ledger = await openLedgerIn(dataDir);
  const failures = [];
  const correlation = { verp: {}, headers: [] };
  const readModel = openReadModel({ dataDir, ledger, correlation, onFailure: (error) => failures.push(error) });
  await readModel.caughtUp();
  const close = async () => {
    await readModel.close();
    await ledger.store.close();
  };
  return { ledger, readModel, failures, close };
}

async function openLedgerIn(dataDir) {
  const store = await openEmbeddedEventStore({ dataDir });
  return openLedger(store, { secret: SECRET, clock: () => new Date(), ids: randomUUID });
}

function measured(work) {
  const began = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - began) / 1000 };
}

function readAndParse(dataDir) {
  const database = new DatabaseSync(join(dataDir, 'events.sqlite'), { readOnly: true });
  const rows = database
    .prepare('SELECT position, stream_id, revision, stored_at, type, id, metadata, data FROM events ORDER BY position')
    .iterate();
  let events = 0;
  let characters = 0;
  for (const { metadata, data } of rows) {
    characters += Object.keys(JSON.parse(metadata)).length + Object.keys(JSON.parse(data)).length;
    events += 1;
  }
  database.close();
  if (characters === 0) throw new Error('nothing was parsed');
  return events;
}

async function writeLog(dataDir) {
  const ledger = await openLedgerIn(dataDir);
  await RulesetRegistry.open(ledger);
  const { store, keys } = ledger;
  const campaign = { campaignId: 'spring', purpose: 'bulk', name: null };
  await store.append(streams.campaign('spring'), 'no-stream', [newEvent('CampaignRegistered', campaign, ledger)]);
  for (let first = 0, part = 0; first < BOUNCES; first += SENDS_PER_PART, part += 1) {
    const count = Math.min(SENDS_PER_PART, BOUNCES - first);
    const sends = Array.from({ length: count }, (_, index) => registeredSend(keys, first + index));
    const data = { batchId: 'all', campaignId: 'spring', part, last: first + count === BOUNCES, sends };
    await store.append(streams.sends('all'), part === 0 ? 'no-stream' : part - 1, [
      newEvent('SendsRecorded', data, ledger),
    ]);
  }
  for (let first = 0; first < BOUNCES; first += APPENDED_AT_ONCE) {
    const count = Math.min(APPENDED_AT_ONCE, BOUNCES - first);
    await Promise.all(Array.from({ length: count }, (_, index) => appendMail(ledger, first + index)));
  }
  await store.close();
}

const addressOf = (index) => `someone.${index}@${index % 3 === 0 ? 'example.com' : `mail${index % 97}.example`}`;
const messageIdOf = (index) => `<spring.s${index}.4f9c2e@news.example.net>`;

function registeredSend(keys, index) {
  return {
    recipientKey: keys.recipientKey(addressOf(index)),
    domain: addressOf(index).split('@')[1],
    messageIdKey: keys.messageIdKey(messageIdOf(index)),
    sendId: `s${index}`,
    sentAt: new Date(STARTED + index).toISOString(),
  };
}

function appendMail(ledger, index) {
  const recipient = addressOf(index);
  const [status, smtpCode, reason, type, fault, text] = REFUSALS[index % REFUSALS.length];
  const mailId = createHash('sha256').update(String(index)).digest('hex');
  const bounceId = randomUUID();
  const occurredAt = new Date(STARTED + HOUR_MS + index).toISOString();
  const readBy = { family: 'rfc3464', interpreterVersion: 1 };
  const received = {
    ...{ mailId, mailbox: 'bounces', uidl: `UID${index}`, rawDigest: mailId, size: 5_321, receivedAt: occurredAt },
    ...{ kind: 'bounce', messageId: `<${index}@mx.example.com>`, subject: 'Undelivered Mail Returned to Sender' },
    ...{ from: 'MAILER-DAEMON@mx.example.com', limitsReached: [], ...readBy },
  };
  const told = {
    ...{
      bounceId,
      mailId,
      recipient,
      originalRecipient: `rfc822;${recipient}`.slice(7),
      action: 'failed',
      statedAction: 'failed',
    },
    ...{ status, statedStatus: status, smtpCode, permanence: status.startsWith('5') ? 'permanent' : 'transient' },
    diagnostic: `host mx1.${recipient.split('@')[1]}[192.0.2.${index % 250}] said: ${text.replace('%', recipient)} (in reply to RCPT TO command)`,
    ...{ reportingMta: 'relay7.example.net', remoteMta: `mx1.${recipient.split('@')[1]}`, arrivalDate: occurredAt },
    ...{
      lastAttemptDate: occurredAt,
      occurredAt,
      occurredAtSource: 'last-attempt-date',
      originalMessageId: messageIdOf(index),
    },
    keys: {
      verpAddress: 'bounces@news.example.net',
      verpToken: null,
      envelopeId: null,
      headers: {
        'list-unsubscribe': `<https://news.example.net/u/${index}>, <mailto:leave@news.example.net?subject=${index}>`,
      },
    },
    ...readBy,
  };
  const verdict = { type, reason, fault, rule: `status-${status}`, matched: status, rulesetVersion: 1 };
  return ledger.store.append(streams.mail(mailId), 'no-stream', [
    newEvent('MailReceived', received, ledger),
    newEvent('BounceReceived', told, ledger),
    newEvent('BounceClassified', { bounceId, mailId, verdict }, ledger),
  ]);
}
