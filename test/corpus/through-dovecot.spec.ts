import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REASON_TABLE } from '../../src/classification/index.js';
import type { EventStore } from '../../src/event-store/index.js';
import { rawDigestOf } from '../../src/ledger/evidence/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import { type LedgerEventOf, streams } from '../../src/events/index.js';
import { collectMailbox, ledgerCustody } from '../../src/mailbox/index.js';
import { DOVECOT_MISSING, startDovecot, type Dovecot } from '../support/dovecot.js';
import { eventsOf, temporaryDirectory, temporaryLedger } from '../support/temporary-ledger.js';

interface Label {
  readonly file: string;
}

/** The labelled collections, with what score-corpus must not find less of in them. */
const CORPORA = [
  { variable: 'CORPUS_DIR', found: 95, falsePositives: 0 },
  { variable: 'CORPUS_MTA_DIR', found: 99, falsePositives: 0 },
] as const;

/** POP3 lines end with CRLF, whatever the file has; Dovecot leaves every other byte alone. */
function asRetrieved(file: Buffer): Buffer {
  const text = file.toString('latin1').replace(/\r?\n/g, '\r\n');
  return Buffer.from(text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1');
}

describe.each(CORPORA)(
  'the mails of $variable through Dovecot and the whole path',
  ({ variable, found, falsePositives }) => {
    const directory = process.env[variable];
    const missing = directory === undefined || directory === '' ? `${variable} is not set` : DOVECOT_MISSING;
    let dovecot: Dovecot;
    beforeAll(async () => {
      if (missing === null) dovecot = await startDovecot();
    });
    afterAll(async () => {
      if (missing === null) await dovecot.stop();
    });

    it(missing === null ? 'are all in the ledger, byte for byte' : `(skipped: ${missing})`, async ({ skip }) => {
      if (missing !== null || directory === undefined) return skip(missing ?? '');
      const labels = readFileSync(join(directory, 'expected.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Label);
      const mails = labels.map(({ file }) => ({ file, bytes: asRetrieved(readFileSync(join(directory, file))) }));
      const account = dovecot.fill(
        'corpus',
        mails.map(({ bytes }) => bytes),
      );
      const { ledger, intake, evidence } = await temporaryLedger();

      const report = await collectMailbox(
        {
          ...{ name: 'corpus', host: dovecot.host, effectivePort: dovecot.port, tls: 'none', ...account },
          ...{ pollIntervalSeconds: 60, after: 'delete', maxMailBytes: 64 * 1024 * 1024 },
        },
        { intake, seen: { receivedAt: () => null }, custody: ledgerCustody(ledger), clock: ledger.clock },
      );

      expect(report).toMatchObject({ error: null, listed: mails.length, parked: 0, notReached: 0, left: 0 });
      expect(dovecot.count('corpus')).toBe(0);
      for (const { file, bytes } of mails) {
        const kept = await evidence.read(rawDigestOf(bytes));
        expect(kept?.equals(bytes), file).toBe(true);
      }
      const read = await Promise.all(mails.map(({ file, bytes }) => detailsOf(ledger.store, file, bytes)));
      const scores = score(directory, read);
      if (scores === null) return;
      expect(scores['found']).toBeGreaterThanOrEqual(found);
      expect(scores['falsePositives']).toBe(falsePositives);
      expect(scores['errors']).toBe(0);
    });
  },
);

/** What the ledger says of one mail, in the form that score-corpus reads. */
async function detailsOf(store: EventStore, file: string, bytes: Buffer): Promise<Record<string, unknown>> {
  const events = await eventsOf(store, streams.mail(mailIdOf(bytes)));
  const dataOf = <
    T extends 'BounceReceived' | 'DeliveryDelayed' | 'ComplaintReceived' | 'BounceClassified' | 'MailReceived',
  >(
    type: T,
  ) => events.filter((event) => event.type === type).map(({ data }) => data as unknown as LedgerEventOf<T>['data']);
  const verdicts = new Map(dataOf('BounceClassified').map(({ bounceId, verdict }) => [bounceId, verdict]));
  const bounces = dataOf('BounceReceived').map((facts) => ({
    address: facts.recipient,
    ...facts,
    ...verdicts.get(facts.bounceId),
  }));
  const delays = dataOf('DeliveryDelayed').map((facts) => ({ address: facts.recipient, ...facts }));
  const complaints = dataOf('ComplaintReceived').map((facts) => ({ address: facts.recipient, ...facts }));
  const recipients = [...bounces, ...delays, ...complaints];
  return {
    file,
    kind: dataOf('MailReceived')[0]?.kind,
    originalMessageId: recipients[0]?.originalMessageId ?? null,
    recipients: recipients.filter(({ address }) => address !== null),
  };
}

/** What the score tool beside the corpus says of all mails; null where there is none. Prints its table. */
function score(directory: string, read: readonly object[]): Record<string, unknown> | null {
  const tool = join(directory, '..', 'tools', 'score-corpus.mjs');
  if (!existsSync(tool)) return null;
  const dir = temporaryDirectory();
  const lines = (objects: readonly object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  writeFileSync(join(dir, 'read.jsonl'), lines(read));
  writeFileSync(join(dir, 'reasons.jsonl'), lines(REASON_TABLE));
  const run = (...flags: readonly string[]) =>
    execFileSync(process.execPath, [
      tool,
      directory,
      join(dir, 'read.jsonl'),
      '--reasons',
      join(dir, 'reasons.jsonl'),
      ...flags,
    ]);
  console.log(run().toString());
  return (JSON.parse(run('--json').toString()) as { all: Record<string, unknown> }).all;
}
