import { expect, onTestFinished } from 'vitest';
import { type DeliveryFacts, newEvent, type Occurrence } from '../../../src/events/index.js';
import { type Ledger } from '../../../src/ledger/index.js';
import type { EventStore } from '../../../src/event-store/index.js';
import { openReadModel, type ReadModel } from '../../../src/service/open-read-model.js';
import { Reclassifications, type ReclassificationView } from '../../../src/history/reclassification/index.js';
import { Rulesets } from '../../../src/history/rulesets/index.js';
import { mailThatTells } from '../../read-model/read-model-kit.js';
import { eventsOf, temporaryLedger } from '../../support/temporary-ledger.js';

export const ORIGIN = { correlationId: 'request-1', actor: 'kim' };

export type BounceFacts = Partial<DeliveryFacts & Occurrence>;

export interface Reclassifying {
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly readModel: ReadModel;
  readonly rulesets: Rulesets;
  readonly reclassifications: Reclassifications;
  /** Takes a bounce in, classified by the ruleset in force, as a mail does. */
  readonly bounce: (name: string, facts: BounceFacts) => Promise<void>;
  /** Looks at what a ruleset would change, and makes it so. */
  readonly reclassify: (document: string) => Promise<ReclassificationView>;
  /** Waits until the read model has followed the whole log. */
  readonly followed: () => Promise<void>;
  /** Whether something could not be done that is tried again. */
  readonly hasFailed: () => boolean;
  readonly isOver: (runId: string) => boolean;
  readonly close: () => Promise<void>;
}

/** A ledger with what classifies its history again, closed when the test ends. */
export async function reclassifying(
  wrap?: (store: EventStore) => EventStore,
  dataDirectory?: string,
): Promise<Reclassifying> {
  const { dataDir, ledger, rulesets: registry } = await temporaryLedger(wrap, dataDirectory);
  const failures: unknown[] = [];
  const readModel = openReadModel({
    dataDir,
    ledger,
    correlation: { verp: {} },
    onFailure: (error) => failures.push(error),
  });
  const rulesets = new Rulesets(ledger, registry);
  const reclassifications = new Reclassifications({
    ...{ ledger, rulesets, model: readModel, portions: { turn: 3, append: 2, checkpoint: 4 } },
    onFailure: (error) => failures.push(error),
  });
  const close = async () => {
    await reclassifications.close();
    await readModel.close();
    await ledger.store.close();
  };
  onTestFinished(close);
  await readModel.caughtUp();
  const followed = async () => {
    const last = (await eventsOf(ledger.store)).filter(({ stream }) => !stream.startsWith('evidence-')).at(-1);
    if (last !== undefined) expect(await readModel.waitFor(last.position, 10_000)).toBe(true);
    expect(failures).toEqual([]);
  };
  return {
    ...{ dataDir, ledger, readModel, rulesets, reclassifications, followed, close },
    hasFailed: () => failures.length > 0,
    isOver: (runId) => {
      const { items } = reclassifications.list({ limit: 1000 });
      return items.some(({ id, state }) => id === runId && state !== 'running');
    },
    async bounce(name, facts) {
      const [, , received] = mailThatTells(name, 'bounce', facts);
      const verdict = registry.current.classify(received?.data as Parameters<typeof registry.current.classify>[0]);
      const [stream, ...events] = mailThatTells(name, 'bounce', { ...facts, verdict });
      await ledger.store.append(
        stream,
        'no-stream',
        events.map(({ type, data }) => newEvent(type, data, ledger)),
      );
    },
    async reclassify(document) {
      await followed();
      const { confirm } = await reclassifications.preview({ document }, () => undefined);
      const { id } = await reclassifications.begin({ confirm }, ORIGIN);
      const ended = await reclassifications.ended(id);
      expect(failures).toEqual([]);
      return ended;
    },
  };
}
