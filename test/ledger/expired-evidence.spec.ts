import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEventStoreDb } from '../../src/event-store/index.js';
import { newEvent, streams } from '../../src/events/index.js';
import { Evidence, ExpiredEvidence, rawDigestOf } from '../../src/ledger/evidence/index.js';
import { Intake, openLedger, readerInThisThread } from '../../src/ledger/index.js';
import { RulesetRegistry } from '../../src/history/rulesets/index.js';
import { EvidenceRetention } from '../../src/service/evidence-retention.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';
import { eventsOf, SECRET } from '../support/temporary-ledger.js';

const OLD = Buffer.from('From: a@example.com\r\nSubject: old\r\n\r\nold\r\n');
const YOUNG = Buffer.from('From: a@example.com\r\nSubject: young\r\n\r\nyoung\r\n');

async function ledgerOnNode() {
  const server = await EventStoreDbStandIn.start();
  onTestFinished(() => {
    server.kill();
  });
  const store = await openEventStoreDb({ url: server.url });
  onTestFinished(() => store.close());
  const clock = () => new Date();
  const ledger = await openLedger(store, { secret: SECRET, clock, ids: randomUUID });
  const rulesets = await RulesetRegistry.open(ledger);
  const reader = readerInThisThread({ classifier: () => rulesets.current });
  const receive = (bytes: Buffer, maxAgeSeconds: number) => {
    const evidence = new Evidence({
      store,
      toEvent: (chunk) => newEvent('EvidenceStored', chunk, ledger),
      maxAgeSeconds,
    });
    return new Intake({ ledger, evidence, reader }).receive(bytes, { mailbox: 'kept', uidl: '1' });
  };
  return { store, receive, clock };
}

async function countOf(expired: ExpiredEvidence): Promise<number | undefined> {
  const registry = new Registry();
  new EvidenceRetention(expired, pino({ level: 'silent' })).measure(registry);
  const metric = await registry.getSingleMetric('bounce_ledger_evidence_tombstoned_total')?.get();
  return metric?.values[0]?.value;
}

describe('expired evidence', () => {
  it('is tombstoned once, and what can still be read is not', async () => {
    const { store, receive, clock } = await ledgerOnNode();
    await receive(OLD, 1);
    await receive(YOUNG, 3_600);
    const expired = new ExpiredEvidence({ store, clock, maxAgeSeconds: 1 });

    await expect.poll(() => expired.sweep(), { timeout: 10_000 }).toBe(1);

    expect(await expired.sweep()).toBe(0);
    expect(await new ExpiredEvidence({ store, clock, maxAgeSeconds: 1 }).sweep()).toBe(0);
    expect(expired.tombstoned).toBe(1);
    expect(await countOf(expired)).toBe(1);
    const retirements = await store.retirements();
    expect(retirements.get(streams.evidence(rawDigestOf(OLD)))).toBe('tombstoned');
    expect(retirements.get(streams.evidence(rawDigestOf(YOUNG)))).toBe(3_600);
  });

  it('is tombstoned by the role that runs it, from its start on', async () => {
    const { store, receive, clock } = await ledgerOnNode();
    await receive(OLD, 1);
    const stream = streams.evidence(rawDigestOf(OLD));
    await expect.poll(() => eventsOf(store, stream), { timeout: 10_000 }).toEqual([]);
    const expired = new ExpiredEvidence({ store, clock, maxAgeSeconds: 1 });
    const retention = new EvidenceRetention(expired, pino({ level: 'silent' }));

    retention.start();
    await expect.poll(() => expired.tombstoned, { timeout: 10_000 }).toBe(1);

    await retention.close();
    expect(await store.tombstone(stream)).toBe(false);
  });

  it('leaves its mail known: it can come again before and after', async () => {
    const { store, receive, clock } = await ledgerOnNode();
    const first = await receive(OLD, 1);
    const expired = new ExpiredEvidence({ store, clock, maxAgeSeconds: 1 });
    const stream = streams.evidence(rawDigestOf(OLD));
    const isEmpty = async () => (await eventsOf(store, stream)).length === 0;
    await expect.poll(isEmpty, { timeout: 10_000 }).toBe(true);
    expect(await receive(OLD, 1)).toEqual({ ...first, alreadyKnown: true });
    await expect.poll(() => expired.sweep(), { timeout: 10_000 }).toBe(1);

    expect(await receive(OLD, 1)).toEqual({ ...first, alreadyKnown: true });
    expect(await isEmpty()).toBe(true);
  });
});
