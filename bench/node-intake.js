import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { loadSettings } from '../dist/config/index.js';
import { openWriteSide } from '../dist/service/open-write-side.js';
import { bounceMail } from './support/bounce-mails.js';
import { eventStoreDbServer } from './support/eventstoredb-server.js';
import { concurrently, interleaved, rate } from './support/measure.js';

const MAILS = Number(process.env.NODE_INTAKE_MAILS ?? 5_000);
const ROUNDS = Number(process.env.NODE_INTAKE_ROUNDS ?? 5);
/** As many as a collection has in flight. */
const MAILS_AT_A_TIME = 512;
const APPENDS_AT_A_TIME = 64;
const RETENTIONS = [{}, { evidenceDays: 90 }];
/**
 * What the stand-in takes for an answer: nothing, and as long as a node took for the median of 64 appends at a time.
 */
const ANSWER_DELAYS_MS = [0, 20];

/**
 * Takes mails into an EventStoreDB: read, classified, durable, with and without an age of their evidence. Beside it,
 * interleaved, the bare client appends the events of the same mails, which are ready-made. The server is the one of
 * EVENTSTORE_URL, which must not hold a ledger, else the stand-in in a process of its own.
 */
export async function run(report) {
  for (const answerDelayMs of process.env.EVENTSTORE_URL ? [0] : ANSWER_DELAYS_MS) {
    const server = await eventStoreDbServer({ answerDelayMs });
    try {
      for (const retention of RETENTIONS) {
        const { mailsPerSecond, appendsPerMail, bare } = await intakeRates(server.url, retention);
        report({
          metric: `eventstoredb (${server.where}): ${describe(retention)}, ${MAILS} mails, ${appendsPerMail} appends each`,
          value: mailsPerSecond * appendsPerMail,
          unit: 'appends/s',
          beside: { name: `the bare client, ${APPENDS_AT_A_TIME} at a time`, value: bare },
        });
      }
    } finally {
      server.stop();
    }
  }
}

const describe = ({ evidenceDays }) => (evidenceDays === undefined ? 'intake' : 'intake with retention.evidenceDays');

async function intakeRates(url, retention) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-node-intake-'));
  const client = EventStoreDBClient.connectionString(url);
  const recorded = [];
  const wrap = (store) => recording(store, recorded);
  try {
    const writeSide = await openWriteSide(await settingsOf(dataDir, url, retention), { wrap });
    const takeIn = () => {
      const mails = newMails();
      recorded.length = 0;
      return rate(() => concurrently(MAILS, MAILS_AT_A_TIME, (n) => receive(writeSide, mails[n])));
    };
    // Warms up, and records what the bare client appends should it be the first.
    await takeIn();
    const { value, beside } = await interleaved(ROUNDS, takeIn, () =>
      rate(() => appendBare(client, recorded, retention)),
    );
    await writeSide.close();
    const appends = recorded.length + recorded.filter(({ stream }) => hasAge(stream, retention)).length;
    return { mailsPerSecond: value, appendsPerMail: appends / MAILS, bare: beside };
  } finally {
    await client.dispose();
    await rm(dataDir, { recursive: true });
  }
}

async function settingsOf(dataDir, url, retention) {
  const file = join(dataDir, 'configuration.yaml');
  const secretFile = join(dataDir, 'ledger.secret');
  await writeFile(secretFile, 'the same for every run, because a server has one ledger\n', { mode: 0o600 });
  const eventStore = { kind: 'eventstoredb', url };
  await writeFile(file, JSON.stringify({ dataDir, eventStore, ledger: { secretFile }, retention }));
  return loadSettings(file);
}

/** Mails that no other round of any run took in. */
function newMails() {
  const from = randomInt(2 ** 40);
  return Array.from({ length: MAILS }, (_, n) => bounceMail(from + n));
}

async function receive({ intake }, bytes) {
  const { alreadyKnown } = await intake.receive(bytes, { mailbox: 'bench', uidl: null });
  if (alreadyKnown) throw new Error('a mail was known already');
}

function recording(store, recorded) {
  const append = store.append.bind(store);
  store.append = (stream, expected, events) => {
    recorded.push({ stream, events });
    return append(stream, expected, events);
  };
  return store;
}

/** The same events, in streams with other names. */
async function appendBare(client, recorded, retention) {
  const prefix = `bench-${randomUUID()}-`;
  let appends = recorded.length;
  await concurrently(recorded.length, APPENDS_AT_A_TIME, async (n) => {
    const { stream, events } = recorded[n];
    if (hasAge(stream, retention)) {
      appends += 1;
      await client.setStreamMetadata(prefix + stream, { maxAge: retention.evidenceDays * 86_400 });
    }
    await client.appendToStream(prefix + stream, events.map(toBareEvent), { expectedRevision: 'no_stream' });
  });
  return appends;
}

const hasAge = (stream, { evidenceDays }) => evidenceDays !== undefined && stream.startsWith('evidence-');

function toBareEvent({ type, data, metadata }) {
  return jsonEvent({ id: randomUUID(), type, data: typeof data === 'string' ? JSON.parse(data) : data, metadata });
}
