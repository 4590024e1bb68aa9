import { expect, onTestFinished } from 'vitest';
import type { Classifier } from '../../../src/classification/index.js';
import type { EventStore } from '../../../src/event-store/index.js';
import type { LedgerEvent, LedgerEventOf } from '../../../src/events/index.js';
import { Intake, type IntakeResult, type MailReader } from '../../../src/ledger/index.js';
import { openReadModel, type ReadModel } from '../../../src/service/open-read-model.js';
import { Reinterpretation, type ReinterpretationReport } from '../../../src/history/reinterpretation/index.js';
import { parseEvent, serialiseEvent } from '../../../src/events/index.js';
import { eventsOf, temporaryLedger, type TemporaryLedger } from '../../support/temporary-ledger.js';

/** What an interpreter that knew less made of a mail that is read right today. */
export type LessKnown = (told: readonly LedgerEvent[], classifier: Classifier) => readonly LedgerEvent[];

export interface Reinterpreting extends TemporaryLedger {
  readonly readModel: ReadModel;
  /** Takes a mail in, as an interpreter that knew less read it. */
  readonly receive: (bytes: Buffer, lessKnown?: LessKnown) => Promise<IntakeResult>;
  readonly reinterpret: (options?: { dryRun?: boolean; signal?: AbortSignal }) => Promise<ReinterpretationReport>;
  /** Waits until the read model has followed the whole log. */
  readonly followed: () => Promise<void>;
}

/** A ledger whose mails can be read again, closed when the test ends. */
export async function reinterpreting(
  wrap?: (store: EventStore) => EventStore,
  dataDirectory?: string,
): Promise<Reinterpreting> {
  const parts = await temporaryLedger(wrap, dataDirectory);
  const { ledger, evidence, reader, rulesets, dataDir } = parts;
  const failures: unknown[] = [];
  const readModel = openReadModel({
    ...{ dataDir, ledger, correlation: { verp: {} } },
    onFailure: (error) => failures.push(error),
  });
  onTestFinished(() => readModel.close());
  const reinterpretation = new Reinterpretation({
    ...{ ledger, evidence, reader },
    refreshRuleset: () => rulesets.refresh(),
  });
  const origin = { correlationId: 'request-1', actor: 'kim' };
  return {
    ...{ ...parts, readModel },
    receive: (bytes, lessKnown = (told) => told) => {
      const former: MailReader = {
        async read(mail) {
          const reading = await reader.read(mail);
          const told = lessKnown(reading.events.map(parseEvent), rulesets.current);
          return { ...reading, events: told.map(serialiseEvent), kind: receivedIn(told).data.kind };
        },
        close: () => Promise.resolve(),
      };
      return new Intake({ ledger, evidence, reader: former }).receive(bytes, { mailbox: null, uidl: null });
    },
    reinterpret: ({ dryRun = false, signal = new AbortController().signal } = {}) =>
      reinterpretation.run({ dryRun, origin }, () => undefined, signal),
    async followed() {
      const last = (await eventsOf(ledger.store)).filter(({ stream }) => !stream.startsWith('evidence-')).at(-1);
      if (last !== undefined) expect(await readModel.waitFor(last.position, 10_000)).toBe(true);
      expect(failures).toEqual([]);
    },
  };
}

/** It was set aside. */
export const notUnderstood: LessKnown = (told) => {
  const received = receivedIn(told);
  const { mailId, family, interpreterVersion } = received.data;
  const data = { mailId, kind: 'not-understood', reason: 'no report', family, interpreterVersion } as const;
  return [
    { type: 'MailReceived', data: { ...received.data, kind: 'not-understood' } },
    { type: 'MailSetAside', data },
  ];
};

/** Its bounces said something else, under the ids that they have today; classified by what they said. */
export function misread(facts: Partial<LedgerEventOf<'BounceReceived'>['data']>): LessKnown {
  return (told, classifier) => {
    const bounces = told.filter((event) => event.type === 'BounceReceived');
    return [
      receivedIn(told),
      ...bounces.flatMap(({ data }): LedgerEvent[] => {
        const said = { ...data, ...facts };
        const { bounceId, mailId } = said;
        return [
          { type: 'BounceReceived', data: said },
          { type: 'BounceClassified', data: { bounceId, mailId, verdict: classifier.classify(said) } },
        ];
      }),
    ];
  };
}

function receivedIn([received]: readonly LedgerEvent[]): LedgerEventOf<'MailReceived'> {
  if (received?.type !== 'MailReceived') throw new Error('a mail begins with MailReceived');
  return received;
}
