import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawDigestOf } from '../../src/ledger/evidence/index.js';
import { mailIdOf } from '../../src/ledger/index.js';
import { streams } from '../../src/events/index.js';
import { eventsOf, NOW, temporaryLedger } from '../support/temporary-ledger.js';

const fromFile = { mailbox: null, uidl: null };

/** A delivery status notification (RFC 3464) with one failed recipient for each address. */
function report(
  addresses: readonly string[],
  { date = 'Sat, 21 Nov 2026 09:14:07 +0000', action = 'failed' } = {},
): Buffer {
  const groups = addresses.map((address) =>
    [
      `Final-Recipient: rfc822; ${address}`,
      `Action: ${action}`,
      'Status: 5.1.1',
      `Diagnostic-Code: smtp; 550 5.1.1 <${address}>: no such user`,
      `Last-Attempt-Date: ${date}`,
      '',
    ].join('\r\n'),
  );
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: Mail Delivery System <MAILER-DAEMON@relay.example.net>',
      'To: bounce+spring.s9@bounces.example.net',
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <b1@relay.example.net>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'This is the mail system.',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; relay.example.net',
      '',
      ...groups,
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <s9@news.example.net>',
      'Subject: Spring',
      '',
      'Hello',
      '--b--',
      '',
    ].join('\r\n'),
  );
}

describe('intake', () => {
  it('given a bounce of two recipients appends the mail once and whole: what it says and what we think of it', async () => {
    const { intake, ledger } = await temporaryLedger();
    const mail = report(['Ana@Example.com', 'bo@example.org']);

    const result = await intake.receive(mail, { mailbox: 'bounces', uidl: 'u1' });

    const events = await eventsOf(ledger.store, streams.mail(result.mailId));
    expect(events.map(({ type }) => type)).toEqual([
      'MailReceived',
      'BounceReceived',
      'BounceClassified',
      'BounceReceived',
      'BounceClassified',
    ]);
    expect(events[0]?.data).toMatchObject({
      mailId: mailIdOf(mail),
      mailbox: 'bounces',
      uidl: 'u1',
      rawDigest: rawDigestOf(mail),
      size: mail.length,
      kind: 'bounce',
    });
    expect(events[1]?.data).toMatchObject({
      recipient: 'Ana@Example.com',
      action: 'failed',
      status: '5.1.1',
      smtpCode: 550,
      reportingMta: 'relay.example.net',
      originalMessageId: '<s9@news.example.net>',
      occurredAt: '2026-11-21T09:14:07.000Z',
      occurredAtSource: 'last-attempt-date',
      keys: { verpAddress: 'bounce+spring.s9@bounces.example.net', verpToken: 'spring.s9' },
    });
    expect(events[2]?.data).toMatchObject({
      bounceId: result.bounceIds[0],
      verdict: { type: 'hard', reason: 'user-unknown', rulesetVersion: 1 },
    });
    expect(new Set(events.map(({ metadata }) => metadata['correlationId'])).size).toBe(1);
    expect(result).toMatchObject({ kind: 'bounce', alreadyKnown: false, position: events.at(-1)?.position });
    expect(result.bounceIds).toHaveLength(2);
  });

  it('given the same mail again, from another server, appends nothing and answers as the first time', async () => {
    const { intake, ledger } = await temporaryLedger();
    const first = await intake.receive(report(['ana@example.com']), fromFile);
    const head = await ledger.store.head();
    const stored = Buffer.concat([Buffer.from('X-UID: 7\r\n'), report(['ana@example.com'])]);

    const again = await intake.receive(stored, { mailbox: 'other', uidl: 'x' });

    expect(again).toEqual({ ...first, alreadyKnown: true });
    const later = await eventsOf(ledger.store);
    const added = later.slice(later.findIndex(({ position }) => position === head) + 1);
    expect(added.map(({ type }) => type)).toEqual(['EvidenceStored']);
  });

  it('given the same mail many times at once counts it once', async () => {
    const { intake, ledger } = await temporaryLedger();
    const mail = report(['ana@example.com']);
    const results = await Promise.all(Array.from({ length: 20 }, () => intake.receive(mail, fromFile)));
    expect(results.filter(({ alreadyKnown }) => !alreadyKnown)).toHaveLength(1);
    expect(new Set(results.map(({ bounceIds }) => bounceIds[0])).size).toBe(1);
    const types = (await eventsOf(ledger.store)).map(({ type }) => type);
    expect(types.filter((type) => type === 'MailReceived')).toHaveLength(1);
    expect(types.filter((type) => type === 'EvidenceStored')).toHaveLength(1);
  });

  it('gives equal recipients of one mail bounces of their own', async () => {
    const { intake } = await temporaryLedger();
    const { bounceIds } = await intake.receive(report(['ana@example.com', 'ANA@example.com']), fromFile);
    expect(new Set(bounceIds).size).toBe(2);
  });

  it('given an erased mail leaves it erased', async () => {
    const { intake, ledger } = await temporaryLedger();
    const mail = report(['ana@example.com']);
    const { mailId } = await intake.receive(mail, fromFile);
    await ledger.store.tombstone(streams.mail(mailId));
    expect(await intake.receive(mail, fromFile)).toMatchObject({ alreadyKnown: true, position: null });
    expect(await eventsOf(ledger.store, streams.mail(mailId))).toEqual([]);
  });

  it('does not believe a time that has not come yet', async () => {
    const { intake, ledger } = await temporaryLedger();
    const { mailId } = await intake.receive(
      report(['ana@example.com'], { date: 'Sun, 22 Nov 2026 09:00:00 +0000' }),
      fromFile,
    );
    expect((await eventsOf(ledger.store, streams.mail(mailId)))[1]?.data).toMatchObject({
      occurredAt: NOW.toISOString(),
      occurredAtSource: 'recorded-at',
    });
  });

  it('given a delay records it without a verdict', async () => {
    const { intake, ledger } = await temporaryLedger();
    const mail = report(['ana@example.com'], { action: 'delayed' });
    const { mailId, bounceIds } = await intake.receive(mail, fromFile);
    const events = await eventsOf(ledger.store, streams.mail(mailId));
    expect(events.map(({ type }) => type)).toEqual(['MailReceived', 'DeliveryDelayed']);
    expect(bounceIds).toEqual([]);
  });

  it.each([
    [
      'an ordinary mail',
      'From: ana@example.com\r\nTo: bo@example.org\r\nSubject: Lunch?\r\n\r\nAt noon?\r\n',
      'not-a-report',
    ],
    ['an empty mail', '', null],
    ['NUL bytes', '\0'.repeat(1000), null],
    ['100 levels of nesting', nested(100), null],
    ['20,000 parts', manyParts(20_000), null],
    ['a charset that does not exist', 'Content-Type: text/plain; charset=klingon\r\n\r\nnuqneH\r\n', null],
  ])('sets %s aside with a reason and keeps it as evidence', async (_, text, kind) => {
    const { intake, evidence, ledger } = await temporaryLedger();
    const mail = Buffer.from(text);
    const result = await intake.receive(mail, fromFile);
    const events = await eventsOf(ledger.store, streams.mail(result.mailId));
    expect(events.map(({ type }) => type)).toEqual(['MailReceived', 'MailSetAside']);
    expect(events[1]?.data['reason']).toEqual(expect.stringMatching(/\S/));
    if (kind !== null) expect(result.kind).toBe(kind);
    expect((await evidence.read(rawDigestOf(mail)))?.equals(mail)).toBe(true);
  });

  it('keeps a mail of 30 MB as evidence', async () => {
    const { intake, evidence } = await temporaryLedger();
    const mail = Buffer.concat([report(['ana@example.com']), Buffer.alloc(30_000_000, 'x\n')]);
    const { mailId } = await intake.receive(mail, fromFile);
    expect(mailId).toBe(mailIdOf(mail));
    expect((await evidence.read(rawDigestOf(mail)))?.equals(mail)).toBe(true);
  });

  it('takes a report of 3,000 recipients with texts of 1 kB in one append, and says that it did not fit', async () => {
    const { intake, ledger } = await temporaryLedger();
    const addresses = Array.from({ length: 3_000 }, (_, n) => `${'x'.repeat(60)}${n}@example.com`);
    const { mailId, bounceIds } = await intake.receive(report(addresses), fromFile);
    const events = await eventsOf(ledger.store, streams.mail(mailId));
    expect(bounceIds.length).toBeGreaterThan(100);
    expect(events.at(-1)?.type).toBe('BounceClassified');
    expect(events[0]?.data['limitsReached']).not.toEqual([]);
  });

  it('never fails on any bytes', async () => {
    const { intake } = await temporaryLedger();
    const fixture = report(['ana@example.com']);
    const mutated = fc
      .tuple(fc.nat(fixture.length), fc.nat(fixture.length), fc.uint8Array({ maxLength: 40 }))
      .map(([from, to, inserted]) => Buffer.concat([fixture.subarray(0, from), inserted, fixture.subarray(to)]));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          mutated,
          fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
        ),
        async (mail) => {
          const first = await intake.receive(mail, fromFile);
          const again = await intake.receive(mail, fromFile);
          expect(again).toEqual({ ...first, alreadyKnown: true });
        },
      ),
      { numRuns: 100 },
    );
  });
});

function nested(levels: number): string {
  const open = Array.from(
    { length: levels },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  return `${open.join('')}\r\ntext\r\n`;
}

function manyParts(parts: number): string {
  return `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(parts)}--b--\r\n`;
}
