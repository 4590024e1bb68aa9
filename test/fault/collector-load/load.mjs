import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/**
 * `npm run load [-- --mails 100000 --seconds 60 --fault-every 2]`: mails arrive evenly during the seconds in 20 mailboxes on 5 servers, while
 * the collector empties them and a fault is made every few seconds. When all is collected one line of JSON says what the
 * ledger and its custody hold; it exits with 1 where a mail is missing, is there twice, or the account does not add up.
 */
const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '60' },
    'fault-every': { type: 'string', default: '2' },
  },
});
const MAILS = Number(values.mails);
const ARRIVAL_MS = Number(values.seconds) * 1000;
const FAULT_EVERY_MS = Number(values['fault-every']) * 1000;
const SERVERS = 5;
const MAILBOXES_PER_SERVER = 4;
const MAILBOXES = SERVERS * MAILBOXES_PER_SERVER;
const PASSWORD = 'secret';
/** An hour of rest for a mail that failed passes in a second. */
const CLOCK_SPEED = 3600;
/** Waits between polls are cut, as a back-off of minutes would be all that is seen. */
const MAX_WAIT_MS = 500;
const GIVE_UP_MS = ARRIVAL_MS + 120_000;

if (!existsSync(join(import.meta.dirname, '../../../dist/cli.js'))) {
  console.error('there is no built program to run: npm run build');
  process.exit(1);
}
const { loadSettings } = await import('../../../dist/config/index.js');
const { mailIdOf } = await import('../../../dist/ledger/index.js');
const { Collector, ledgerCustody } = await import('../../../dist/mailbox/index.js');
const { DEFAULT_POP_LIMITS } = await import('../../../dist/mailbox/pop3/pop-limits.js');
const { openWriteSide } = await import('../../../dist/service/open-write-side.js');
const { FAULTS } = await import('./faults.mjs');
const { startFaultyServer } = await import('./faulty-server.mjs');

const maildrops = Array.from({ length: MAILBOXES }, (_, index) => ({
  account: { user: `user${index}`, password: PASSWORD, mails: [] },
  mails: [],
  /** What came while a session was open: no session sees it, and no QUIT takes it away. */
  arrived: [],
  isLocked: false,
}));
const servers = await Promise.all(
  Array.from({ length: SERVERS }, (_, index) => {
    const own = maildrops.slice(index * MAILBOXES_PER_SERVER, (index + 1) * MAILBOXES_PER_SERVER);
    return startFaultyServer(`127.0.0.${index + 1}`, new Map(own.map((maildrop) => [maildrop.account.user, maildrop])));
  }),
);

const dataDir = await mkdtemp(join(tmpdir(), 'bounce-ledger-load-'));
const configFile = join(dataDir, 'configuration.yaml');
const mailboxes = maildrops.map(({ account: { user, password } }, index) => {
  const { host, port } = servers[Math.floor(index / MAILBOXES_PER_SERVER)];
  return { name: `box${index}`, host, port, tls: 'none', user, password, after: 'delete', pollIntervalSeconds: 1 };
});
await writeFile(configFile, JSON.stringify({ dataDir, mailboxes }));
const settings = loadSettings(configFile);
const { ledger, intake, close } = await openWriteSide(settings);

const startedAt = Date.now();
const clock = () => new Date(startedAt + (Date.now() - startedAt) * CLOCK_SPEED);
const collector = new Collector({
  mailboxes: settings.mailboxes,
  intake,
  seen: { receivedAt: () => null },
  custody: ledgerCustody(ledger),
  clock,
  limits: { pop: { ...DEFAULT_POP_LIMITS, greetingMs: 2_000, signInMs: 2_000, replyMs: 2_000, quitMs: 2_000 } },
  log: { info: () => undefined, warn: () => undefined },
  wait: (ms, signal) => sleep(Math.min(ms, MAX_WAIT_MS), undefined, { signal }).catch(() => undefined),
});
collector.start();

const expected = new Set();
let nextFaultAt = FAULT_EVERY_MS;
let faults = 0;
while (expected.size < MAILS || maildrops.some(({ mails, arrived }) => mails.length + arrived.length > 0)) {
  const elapsedMs = Date.now() - startedAt;
  if (elapsedMs > GIVE_UP_MS) break;
  arrive(Math.min(MAILS, Math.ceil((MAILS * elapsedMs) / ARRIVAL_MS)));
  if (elapsedMs >= nextFaultAt && expected.size < MAILS) {
    servers[faults % SERVERS].make(FAULTS[faults % FAULTS.length]);
    faults += 1;
    nextFaultAt += FAULT_EVERY_MS;
  }
  await sleep(20);
}
const seconds = (Date.now() - startedAt) / 1000;
await collector.stop();
const inLedger = await readLedger();
await close();
await Promise.all(servers.map((server) => server.close()));
await rm(dataDir, { recursive: true });

const left = maildrops.reduce((sum, { mails, arrived }) => sum + mails.length + arrived.length, 0);
const missing = [...expected].filter((mailId) => !inLedger.mails.has(mailId)).length;
const faultsMade = Object.fromEntries(FAULTS.map(({ name }) => [name, 0]));
for (const { done } of servers) for (const [name, times] of done) faultsMade[name] += times;
const unconfirmed = MAILS - inLedger.deleted;
const isWhole =
  left === 0 &&
  missing === 0 &&
  inLedger.received === MAILS &&
  inLedger.mails.size === MAILS &&
  inLedger.appended === MAILS &&
  inLedger.unbalanced === 0 &&
  // A QUIT that was done and whose answer was lost does not count.
  unconfirmed >= 0;
console.log(
  JSON.stringify({
    mails: MAILS,
    mailboxes: MAILBOXES,
    servers: SERVERS,
    seconds,
    received: inLedger.received,
    distinct: inLedger.mails.size,
    missing,
    left,
    custody: { ...inLedger, mails: undefined, received: undefined, deletedUnconfirmed: unconfirmed },
    faults: faultsMade,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    isWhole,
  }),
);
process.exitCode = isWhole ? 0 : 1;

/** Puts mails into the mailboxes until so many have arrived in all. */
function arrive(count) {
  const arriving = Array.from({ length: MAILBOXES }, () => []);
  for (let index = expected.size; index < count; index += 1) {
    const bytes = mailOf(index);
    expected.add(mailIdOf(bytes));
    arriving[index % MAILBOXES].push({ uidl: `uid${index}`, bytes });
  }
  for (const [index, mails] of arriving.entries()) deliver(maildrops[index], mails);
}

function deliver(maildrop, mails) {
  maildrop.arrived.push(...mails);
  if (maildrop.isLocked || maildrop.arrived.length === 0) return;
  maildrop.mails = [...maildrop.mails, ...maildrop.arrived];
  maildrop.arrived = [];
}

function mailOf(index) {
  const recipient = `recipient${index}@example${index % 50}.com`;
  const boundary = `b${index}`;
  return Buffer.from(
    `Return-Path: <>
Date: Fri, 20 Nov 2026 08:00:00 +0000
From: MAILER-DAEMON@relay.example.net
Subject: Undelivered Mail Returned to Sender
To: bounces+s${index}@news.example
Message-ID: <${index}@relay.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}

--${boundary}

The mail could not be delivered.
--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.net

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: User unknown
--${boundary}--
`.replaceAll('\n', '\r\n'),
  );
}

/** What the ledger holds, and the sums of its custody events. */
async function readLedger() {
  const sums = { mails: new Set(), received: 0, sessions: 0, appended: 0, alreadyKnown: 0, deleted: 0, unbalanced: 0 };
  for await (const { type, data } of ledger.store.readAll()) {
    if (type === 'MailReceived') {
      sums.received += 1;
      sums.mails.add(data.mailId);
    }
    if (type !== 'CollectionCompleted') continue;
    const { listed, appended, alreadyKnown, parked, notReached, deleted, left: stays } = data;
    sums.sessions += 1;
    sums.appended += appended;
    sums.alreadyKnown += alreadyKnown;
    sums.deleted += deleted;
    if (appended + alreadyKnown + parked + notReached !== listed || deleted + stays !== listed) sums.unbalanced += 1;
  }
  return sums;
}
