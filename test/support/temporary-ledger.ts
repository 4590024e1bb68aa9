import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openEmbeddedEventStore, type EventStore } from '../../src/event-store/index.js';
import { newEvent, type RecordedEvent } from '../../src/events/index.js';
import { Evidence } from '../../src/ledger/evidence/index.js';
import { Intake, openLedger, readerInThisThread, type Ledger, type MailReader } from '../../src/ledger/index.js';
import { RulesetRegistry } from '../../src/history/rulesets/index.js';

/** 2026-11-21; nothing in the fixtures is later than that. */
export const NOW = new Date('2026-11-21T10:00:00.000Z');
export const SECRET = Buffer.from('a secret of thirty-two bytes or so');

/** A new folder for this test, removed when the test ends. */
export function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bounce-ledger-test-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

/** UUIDs in order, so that a test's events are the same in every run. */
export function sequentialIds(): () => string {
  let next = 0;
  return () => `00000000-0000-4000-8000-${(next++).toString(16).padStart(12, '0')}`;
}

export interface TemporaryLedger {
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly intake: Intake;
  readonly reader: MailReader;
  readonly rulesets: RulesetRegistry;
}

/** A ledger on the embedded store in a new folder, with a fixed clock. `wrap` can intercept calls to the store. */
export async function temporaryLedger(
  wrap: (store: EventStore) => EventStore = (store) => store,
  dataDir = temporaryDirectory(),
): Promise<TemporaryLedger> {
  const store = wrap(await openEmbeddedEventStore({ dataDir }));
  onTestFinished(() => store.close());
  const ledger = await openLedger(store, { secret: SECRET, clock: () => NOW, ids: sequentialIds() });
  const rulesets = await RulesetRegistry.open(ledger);
  const evidence = new Evidence({
    store,
    toEvent: (chunk) => newEvent('EvidenceStored', chunk, ledger),
    maxAgeSeconds: null,
  });
  const reader = readerInThisThread({ classifier: () => rulesets.current });
  const intake = new Intake({ ledger, evidence, reader });
  return { dataDir, ledger, evidence, intake, reader, rulesets };
}

/** Every event of the log, or of one stream, in order. */
export async function eventsOf(store: EventStore, stream?: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of stream === undefined ? store.readAll() : store.readStream(stream)) events.push(event);
  return events;
}
