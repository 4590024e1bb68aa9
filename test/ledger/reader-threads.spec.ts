import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rawDigestOf } from '../../src/ledger/evidence/index.js';
import type { Classifier } from '../../src/classification/index.js';
import {
  Intake,
  OwnedBytes,
  readerInThisThread,
  ReaderThreads,
  type MailReader,
  type MailReading,
} from '../../src/ledger/index.js';
import { compileDocument, defaultRulesetDocument } from '../../src/history/rulesets/index.js';
import { parseEvent } from '../../src/events/index.js';
import { NOW, temporaryLedger } from '../support/temporary-ledger.js';

const RECEIVED_AT = NOW.toISOString();
const FLOOD = 300;
const FIXTURES = new URL('../fixtures/mails/', import.meta.url);

/** More mails than one thread is given at once, each of them different. */
function flood(): Buffer[] {
  const fixtures = readdirSync(FIXTURES).map((name) => readFileSync(new URL(name, FIXTURES)));
  return Array.from({ length: FLOOD }, (_, index) =>
    Buffer.concat([Buffer.from(`X-Number: ${index}\r\n`), fixtures[index % fixtures.length] ?? Buffer.alloc(0)]),
  );
}

function readAll(reader: MailReader, mails: readonly Buffer[]) {
  return Promise.all(
    mails.map((bytes, index) => reader.read({ bytes, mailbox: 'bounces', uidl: `${index}`, receivedAt: RECEIVED_AT })),
  );
}

function threads(classifier: () => Classifier): ReaderThreads {
  const reader = new ReaderThreads(2, { classifier, interpretation: { correlationHeaders: ['x-campaign'] } });
  onTestFinished(() => reader.close());
  return reader;
}

function versionsIn(readings: readonly MailReading[]): Set<number> {
  const events = readings.flatMap((reading) => reading.events.map(parseEvent));
  return new Set(
    events.flatMap((event) => (event.type === 'BounceClassified' ? event.data.verdict.rulesetVersion : [])),
  );
}

const rulesetOf = (version: number) => compileDocument(defaultRulesetDocument(), version, `ruleset ${version}`);

describe('threads that read mail', () => {
  it('read a flood as one thread does, each mail for its own caller', async () => {
    const mails = flood();
    const ruleset = rulesetOf(1);
    const here = readerInThisThread({
      classifier: () => ruleset,
      interpretation: { correlationHeaders: ['x-campaign'] },
    });
    expect(
      await readAll(
        threads(() => ruleset),
        mails,
      ),
    ).toEqual(await readAll(here, mails));
  });

  it('leave the bytes of small mails to their owner', async () => {
    const mails = flood();
    const copies = mails.map((mail) => Buffer.from(mail));
    const ruleset = rulesetOf(1);
    await readAll(
      threads(() => ruleset),
      mails,
    );
    expect(mails.every((mail, index) => mail.equals(copies[index] ?? Buffer.alloc(0)))).toBe(true);
  });

  it('classify by the ruleset that is in force when a mail arrives', async () => {
    const mails = flood();
    let ruleset = rulesetOf(1);
    const reader = threads(() => ruleset);
    const before = await readAll(reader, mails);
    ruleset = rulesetOf(2);
    const after = await readAll(reader, mails);
    expect(versionsIn(before)).toEqual(new Set([1]));
    expect(versionsIn(after)).toEqual(new Set([2]));
  });

  it('take mails of any size, and none', async () => {
    const ruleset = rulesetOf(1);
    const mails = [Buffer.alloc(0), Buffer.alloc(3_000_000, 'a long line '), ...flood().slice(0, 20)];
    const here = readerInThisThread({
      classifier: () => ruleset,
      interpretation: { correlationHeaders: ['x-campaign'] },
    });
    const expected = await readAll(here, mails);
    expect(
      await readAll(
        threads(() => ruleset),
        mails.map((mail) => Buffer.from(mail)),
      ),
    ).toEqual(expected);
  });

  it('hold a large mail once where it is given up: its memory moves to the thread and back, and is copied nowhere', async () => {
    const ruleset = rulesetOf(1);
    const reader = threads(() => ruleset);
    const content = randomBytes(25 * 1024 * 1024);
    const lent = new ArrayBuffer(content.length);
    const given = new OwnedBytes(Buffer.from(lent));
    content.copy(given.bytes);
    const { rawDigest } = await reader.read({ bytes: given, mailbox: null, uidl: null, receivedAt: RECEIVED_AT });
    expect(lent.detached).toBe(true);
    expect(rawDigest).toBe(rawDigestOf(content));
    expect(given.bytes.equals(content)).toBe(true);
  });

  it('copy a large mail that shares its memory with something else', async () => {
    const ruleset = rulesetOf(1);
    const both = Buffer.alloc(6_000_000, 'a long line ');
    const given = new OwnedBytes(both.subarray(0, 5_000_000));
    await threads(() => ruleset).read({ bytes: given, mailbox: null, uidl: null, receivedAt: RECEIVED_AT });
    expect(given.bytes).toHaveLength(5_000_000);
    expect(both).toHaveLength(6_000_000);
  });

  it('move memory with room to spare, where nothing else is in it', async () => {
    const ruleset = rulesetOf(1);
    const lent = new ArrayBuffer(6_000_000);
    const given = new OwnedBytes(Buffer.from(lent, 0, 5_000_000).fill('a long line '), true);
    const { rawDigest } = await threads(() => ruleset).read({
      bytes: given,
      mailbox: null,
      uidl: null,
      receivedAt: RECEIVED_AT,
    });
    expect(lent.detached).toBe(true);
    expect(rawDigest).toBe(rawDigestOf(Buffer.alloc(5_000_000, 'a long line ')));
    expect(given.bytes).toEqual(Buffer.alloc(5_000_000, 'a long line '));
  });

  it.each([100, 5_000_000])(
    'leave a plain buffer of %d bytes as it was, also when the mail was taken in',
    async (size) => {
      const { ledger, evidence } = await temporaryLedger();
      const ruleset = rulesetOf(1);
      const intake = new Intake({ ledger, evidence, reader: threads(() => ruleset) });
      const content = randomBytes(size);
      const given = Buffer.from(new ArrayBuffer(size));
      content.copy(given);
      await intake.receive(given, { mailbox: null, uidl: null });
      expect(given.equals(content)).toBe(true);
      expect((await evidence.read(rawDigestOf(content)))?.equals(content)).toBe(true);
    },
  );

  it('free what was given up once it is evidence', async () => {
    const { ledger, evidence } = await temporaryLedger();
    const ruleset = rulesetOf(1);
    const intake = new Intake({ ledger, evidence, reader: threads(() => ruleset) });
    const content = randomBytes(5_000_000);
    const given = new OwnedBytes(Buffer.from(content));
    await intake.receive(given, { mailbox: null, uidl: null });
    expect(given.bytes).toHaveLength(0);
    expect((await evidence.read(rawDigestOf(content)))?.equals(content)).toBe(true);
  });
});
