import { describe, expect, it } from 'vitest';
import { type BounceId, streams } from '../../../src/events/index.js';
import { bounceMail } from '../../e2e/bounce-mail.js';
import { eventsOf, NOW } from '../../support/temporary-ledger.js';
import { misread, notUnderstood, reinterpreting, type Reinterpreting } from './reinterpreting-kit.js';

const ANA = bounceMail({ recipient: 'ana@example.com' });
const BO = bounceMail({ recipient: 'bo@example.com' });
const WRONG = { recipient: 'wrong@example.com', bounceId: '00000000-0000-5000-8000-000000000000' as BounceId };
const NOTHING = { count: 0, examples: [] };

const statusOf = ({ readModel }: Reinterpreting, address: string) => readModel.recipients.find(address, NOW).status;

/** What other services were told of statuses after a place of the feed. */
const movesAfter = ({ readModel }: Reinterpreting, after: string | undefined) =>
  readModel.feed
    .page({ types: ['recipient.status-changed'] }, after, 100)
    .items.map(({ subject, data: { from, to, cause } }) => ({ subject, from, to, cause }));
const endOfFeed = ({ readModel }: Reinterpreting) =>
  readModel.feed.page({}, undefined, 1000).items.at(-1)?.data.position;

describe('reading evidence again', () => {
  it('finds the bounce in a mail that was set aside', async () => {
    const parts = await reinterpreting();
    const { mailId } = await parts.receive(ANA, notUnderstood);

    const report = await parts.reinterpret();

    expect(report).toMatchObject({
      ...{ dryRun: false, scanned: 1, changed: 1, expired: 0, damaged: NOTHING },
      changes: [{ from: 'not-understood', to: 'bounce', count: 1, examples: [mailId] }],
      bounces: { gained: 1, corrected: 0, lost: 0 },
      recipients: { gained: { count: 1, examples: ['ana@example.com'] }, lost: NOTHING },
    });
    const events = await eventsOf(parts.ledger.store, streams.mail(mailId));
    expect(events.map(({ type }) => type)).toEqual([
      ...['MailReceived', 'MailSetAside', 'MailReinterpreted', 'BounceReceived', 'BounceClassified'],
    ]);
    expect(events[2]).toMatchObject({ data: { supersedes: 0, events: 2 }, metadata: { actor: 'kim' } });
    await parts.followed();
    expect(statusOf(parts, 'ana@example.com')).toBe('quarantined');
    expect(parts.readModel.mails.find(mailId)).toMatchObject({ kind: 'bounce', setAsideReason: null });
    expect(parts.readModel.mails.list({ kind: 'not-understood' }, { limit: 10 }).items).toEqual([]);
    expect(movesAfter(parts, undefined)).toEqual([
      { subject: 'ana@example.com', from: 'valid', to: 'quarantined', cause: 'bounce' },
    ]);
  });

  it('moves a bounce to the recipient that the mail names, and releases the one that it does not', async () => {
    const parts = await reinterpreting();
    const { mailId } = await parts.receive(ANA, misread(WRONG));
    await parts.followed();
    expect(statusOf(parts, 'wrong@example.com')).toBe('quarantined');
    const end = endOfFeed(parts);

    const report = await parts.reinterpret();

    expect(report.changes).toEqual([{ from: 'bounce', to: 'bounce', count: 1, examples: [mailId] }]);
    expect(report.bounces).toEqual({ gained: 1, corrected: 0, lost: 1 });
    await parts.followed();
    expect([statusOf(parts, 'wrong@example.com'), statusOf(parts, 'ana@example.com')]).toEqual([
      'valid',
      'quarantined',
    ]);
    expect(movesAfter(parts, end)).toEqual([
      { subject: 'ana@example.com', from: 'valid', to: 'quarantined', cause: 'bounce' },
      { subject: 'wrong@example.com', from: 'quarantined', to: 'valid', cause: 'reclassification' },
    ]);
    expect(parts.readModel.bounces.list({}, { limit: 10 }).items).toHaveLength(1);
    expect(parts.readModel.bounces.find(WRONG.bounceId)).toBeNull();
  });

  it('corrects a bounce in its place, keeps its former verdict to read, and what was told of it as it was told', async () => {
    const parts = await reinterpreting();
    const said = {
      status: '4.2.2',
      smtpCode: 452,
      permanence: 'transient',
      diagnostic: '452 4.2.2 mailbox full',
    } as const;
    const { bounceIds } = await parts.receive(ANA, misread(said));
    const [bounceId = ''] = bounceIds;
    await parts.followed();
    const before = parts.readModel.feed.page({}, undefined, 100).items;

    expect((await parts.reinterpret()).bounces).toEqual({ gained: 0, corrected: 1, lost: 0 });

    await parts.followed();
    expect(parts.readModel.bounces.find(bounceId)).toMatchObject({
      facts: { status: '5.1.1' },
      verdict: { reason: 'user-unknown' },
      history: [{ type: 'soft', reason: 'mailbox-full' }],
    });
    const feed = parts.readModel.feed.page({}, undefined, 100).items;
    expect(feed.slice(0, before.length)).toEqual(before);
    expect(feed[before.length]).toMatchObject({
      type: 'bounce-ledger.bounce.reclassified.v1',
      data: { bounceId, facts: { status: '5.1.1' }, previous: { reason: 'mailbox-full' } },
    });
    expect(movesAfter(parts, before.at(-1)?.data.position)).toEqual([
      { subject: 'ana@example.com', from: 'with-errors', to: 'quarantined', cause: 'reclassification' },
    ]);
  });

  it('tells nobody of a status that stays the same, though the bounce behind it is another', async () => {
    const parts = await reinterpreting();
    await parts.receive(ANA, misread({ bounceId: WRONG.bounceId }));
    await parts.followed();
    const end = endOfFeed(parts);
    expect((await parts.reinterpret()).bounces).toEqual({ gained: 1, corrected: 0, lost: 1 });
    await parts.followed();
    expect(movesAfter(parts, end)).toEqual([]);
    expect(statusOf(parts, 'ana@example.com')).toBe('quarantined');
  });

  it('keeps the verdict of a bounce that says what it said, in a mail that says something else besides', async () => {
    const parts = await reinterpreting();
    await parts.receive(ANA, (told) =>
      told.map((event) =>
        event.type === 'MailReceived' ? { ...event, data: { ...event.data, subject: 'misread' } } : event,
      ),
    );
    await parts.reinterpret();
    const types = (await eventsOf(parts.ledger.store)).map(({ type }) => type).slice(-2);
    expect(types).toEqual(['MailReinterpreted', 'BounceReceived']);
    await parts.followed();
    expect(statusOf(parts, 'ana@example.com')).toBe('quarantined');
    expect(parts.readModel.feed.page({}, undefined, 100).items).toHaveLength(2);
  });

  it('writes nothing in a dry run, and says what the run then does', async () => {
    const parts = await reinterpreting();
    await parts.receive(ANA, notUnderstood);
    await parts.receive(BO, misread(WRONG));
    const before = await eventsOf(parts.ledger.store);
    const dry = await parts.reinterpret({ dryRun: true });
    expect(await eventsOf(parts.ledger.store)).toEqual(before);
    expect(dry).toMatchObject({ dryRun: true, changed: 2, position: null });
    const run = await parts.reinterpret();
    expect({ ...run, dryRun: true, position: null }).toEqual(dry);
  });

  it('appends nothing the second time, and nothing where nothing has changed', async () => {
    const parts = await reinterpreting();
    await parts.receive(ANA, notUnderstood);
    await parts.receive(BO);
    await parts.receive(Buffer.from('Subject: hello\r\n\r\nan ordinary mail\r\n'));
    expect(await parts.reinterpret()).toMatchObject({ scanned: 3, changed: 1 });
    const after = await eventsOf(parts.ledger.store);
    expect(await parts.reinterpret()).toMatchObject({ scanned: 3, changed: 0, changes: [], position: null });
    expect(await eventsOf(parts.ledger.store)).toEqual(after);
  });

  it('gives back to a bounce that was withdrawn what it had, when a later reading tells it again', async () => {
    const parts = await reinterpreting();
    const { mailId, bounceIds } = await parts.receive(ANA);
    const [bounceId = ''] = bounceIds;
    const [begun, ...set] = notUnderstood(
      (await eventsOf(parts.ledger.store, streams.mail(mailId))) as never,
      parts.rulesets.current,
    );
    // As an interpreter between the two read it.
    const { kind, messageId, subject, from, family, limitsReached } = (begun as { data: Record<string, unknown> }).data;
    const nature = { kind, messageId, subject, from, family, limitsReached };
    await parts.ledger.store.append(streams.mail(mailId), 2, [
      {
        ...context(parts),
        type: 'MailReinterpreted',
        data: { mailId, interpreter: 1, supersedes: 0, events: 1, ...nature } as never,
      },
      ...set.map(({ type, data }) => ({ ...context(parts), type, data: data as never })),
    ]);
    await parts.followed();
    expect([statusOf(parts, 'ana@example.com'), parts.readModel.bounces.find(bounceId)]).toEqual(['valid', null]);

    expect((await parts.reinterpret()).bounces).toEqual({ gained: 1, corrected: 0, lost: 0 });
    await parts.followed();
    expect(statusOf(parts, 'ana@example.com')).toBe('quarantined');
    expect(parts.readModel.bounces.find(bounceId)).toMatchObject({ verdict: { reason: 'user-unknown' } });
  });

  it('counts and skips mails whose bytes have expired or are damaged', async () => {
    const parts = await reinterpreting();
    const { mailId } = await parts.receive(ANA, notUnderstood);
    await parts.receive(BO, notUnderstood);
    const [expired] = (await eventsOf(parts.ledger.store)).filter(({ type }) => type === 'EvidenceStored');
    await parts.ledger.store.tombstone(expired?.stream ?? '');
    expect(await parts.reinterpret()).toMatchObject({ scanned: 2, changed: 1, expired: 1 });
    await parts.followed();
    expect(parts.readModel.mails.find(mailId)).toMatchObject({ kind: 'not-understood' });
  });

  it('reads no further mail once it is stopped', async () => {
    const parts = await reinterpreting();
    await parts.receive(ANA, notUnderstood);
    expect(await parts.reinterpret({ signal: AbortSignal.abort() })).toMatchObject({ scanned: 0, changed: 0 });
    expect(await parts.reinterpret()).toMatchObject({ scanned: 1, changed: 1 });
  });

  it('may be run twice at once: each mail is read again once', async () => {
    const parts = await reinterpreting();
    for (const recipient of ['a', 'b', 'c', 'd']) {
      await parts.receive(bounceMail({ recipient: `${recipient}@example.com` }), notUnderstood);
    }
    const [one, other] = await Promise.all([parts.reinterpret(), parts.reinterpret()]);
    expect(one.changed + other.changed).toBe(4);
    const types = (await eventsOf(parts.ledger.store)).map(({ type }) => type);
    expect(types.filter((type) => type === 'MailReinterpreted')).toHaveLength(4);
  });
});

function context({ ledger }: Reinterpreting) {
  const metadata = { schemaVersion: 1, recordedAt: NOW.toISOString(), correlationId: 'c' };
  return { id: ledger.ids(), metadata };
}
