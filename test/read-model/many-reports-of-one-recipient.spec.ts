import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_POLICY } from '../../src/classification/index.js';
import { ReadModelDatabase } from '../../src/read-model/engine/read-model-database.js';
import type { FoldInput } from '../../src/read-model/recipients/fold/fold-input.js';
import { foldRecipient } from '../../src/read-model/recipients/fold/fold-recipient.js';
import { effectOf } from '../../src/read-model/recipients/index.js';
import { appended, applied, campaign, sends, type Appended } from './applied-log.js';
import { FULL, HARD, mailThatTells } from './read-model-kit.js';

const ANA = 'ana@example.com';
const MINUTE = 60_000;
const END = Date.parse('2026-11-20T00:00:00Z');

type Order = (index: number, count: number) => number;
/** Of each report the place of its date among all dates. */
const ORDERS: Readonly<Record<string, Order>> = {
  ascending: (index) => index,
  descending: (index, count) => count - index,
  shuffled: (index, count) => (index * 7_919) % count,
  'alternating between both ends': (index, count) => (index % 2 === 0 ? index : count - index),
};
const VERDICTS = { soft: FULL, hard: HARD };

afterEach(() => {
  vi.restoreAllMocks();
});

function reports(count: number, place: Order, verdict: typeof HARD, minutesApart: number): Appended[] {
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(END - (count - place(index, count)) * minutesApart * MINUTE).toISOString();
    const told = { verdict, occurredAt: date, deliveredAt: date, receivedAt: new Date(END).toISOString() };
    return appended(mailThatTells(`m${index}`, 'bounce', told));
  });
}

/** Statements run, and rows that they gave, while a log is applied. */
function workOf(log: readonly Appended[]): number {
  const all = vi.spyOn(ReadModelDatabase.prototype, 'all');
  const others = (['get', 'run', 'insert'] as const).map((name) => vi.spyOn(ReadModelDatabase.prototype, name));
  applied(...log);
  const rows = all.mock.results.map(({ value }) => (value as readonly unknown[]).length);
  const statements = [all, ...others].map(({ mock }) => mock.calls.length);
  vi.restoreAllMocks();
  return [...rows, ...statements].reduce((sum, count) => sum + count, 0);
}

const registered = [campaign('spring'), sends('spring', [{ recipient: ANA, messageId: '<s9@news.example>' }])];
const CASES = Object.entries(ORDERS).flatMap(([order, place]) =>
  Object.entries(VERDICTS).map(([kind, verdict]) => ({ order, place, kind, verdict })),
);

describe('many reports on one recipient', () => {
  it.each(CASES)('take twice the work where they are twice as many, $kind, with $order dates', ({ place, verdict }) => {
    for (const minutesApart of [5, 24 * 60]) {
      for (const before of [[], registered]) {
        const [half, whole] = [80, 160].map((count) =>
          workOf([...before, ...reports(count, place, verdict, minutesApart)]),
        );
        expect((whole ?? NaN) / (half ?? NaN)).toBeLessThan(2.1);
      }
    }
  });

  it('on a page that names two recipients by turns have each story read once', () => {
    const log = Array.from({ length: 40 }, (_, index) => {
      const told = { recipient: index % 2 === 0 ? ANA : 'bo@example.org', verdict: FULL };
      return appended(mailThatTells(`m${index}`, 'bounce', told));
    });
    const { database } = applied(...log);
    const all = vi.spyOn(ReadModelDatabase.prototype, 'all');
    const effects = log.map((_, index) => effectOf(database, index + 1)?.policy);
    expect(effects.filter((policy) => policy === 'soft-error-within-gap')).toHaveLength(38);
    expect(all.mock.calls.filter(([sql]) => sql.includes('FROM correlations'))).toHaveLength(2);
  });

  it.each(Object.entries(ORDERS))('are folded again with work in proportion to them, with %s dates', (_, place) => {
    const [half, whole] = [2_000, 4_000].map((count) => {
      let reads = 0;
      const inputs = Array.from({ length: count }, (__, index): FoldInput => {
        const at = place(index, count) * 60 * MINUTE;
        const input: FoldInput = {
          ...{ kind: 'bounce', sequence: index, statedAt: at, deliveredAt: at, receivedAt: END },
          ...{ type: 'soft', reason: 'network-error', fault: 'receiver', guessed: false },
          ...{ verified: true, trusted: true },
        };
        return new Proxy(input, {
          get(target, name) {
            reads += 1;
            return Reflect.get(target, name) as unknown;
          },
        });
      });
      const { state } = foldRecipient(inputs, { ...DEFAULT_POLICY, softErrorThreshold: 50 });
      expect(state.errors.length).toBeLessThanOrEqual(50);
      return reads;
    });
    expect((whole ?? NaN) / (half ?? NaN)).toBeLessThan(2.1);
  });
});
