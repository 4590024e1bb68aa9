import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  StreamDeletedError,
  WrongExpectedRevisionError,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
} from '../../src/event-store/index.js';
import type { UnsavedEvent } from '../../src/events/index.js';
import { collect, idsOf, idsOfStream, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

const STREAMS = ['a', 'b', 'c'] as const;

type Operation =
  | {
      readonly kind: 'append';
      readonly stream: number;
      readonly expected: 'no-stream' | 'any' | number;
      readonly count: number;
    }
  | { readonly kind: 'retry'; readonly nth: number }
  | { readonly kind: 'tombstone'; readonly stream: number };

const stream = fc.nat({ max: STREAMS.length - 1 });
const operations = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        stream,
        // A number is an offset from the true revision: mostly right, sometimes behind or ahead of it.
        expected: fc.oneof(fc.constantFrom('no-stream' as const, 'any' as const), fc.constantFrom(0, 0, 0, -1, 1)),
        count: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('retry' as const), nth: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('tombstone' as const), stream }) },
  ),
  { maxLength: 30 },
);

export function agreesWithModel(current: CurrentStore): void {
  it('does what a list of streams in memory would do, whatever is asked of it', async () => {
    const { store } = current();
    await fc.assert(
      fc.asyncProperty(operations, async (steps) => {
        const run = new Run(store, randomUUID());
        for (const step of steps) await run.execute(step);
        await run.compare();
      }),
      { numRuns: 40 },
    );
  });

  it('stores each event once, however often and however concurrently its append is tried', async () => {
    const { store } = current();
    const attempts = fc.record({
      batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
      tries: fc.integer({ min: 2, max: 4 }),
      expected: fc.constantFrom('no-stream' as const, 'any' as const),
    });
    await fc.assert(
      fc.asyncProperty(attempts, async ({ batches, tries, expected }) => {
        const prefix = randomUUID();
        const appends = batches.map((count, index) => ({ stream: `${prefix}-${index}`, events: someEvents(count) }));
        const everyTry = Array.from({ length: tries }, () => appends).flat();

        const results = await Promise.all(
          everyTry.map((append) => store.append(append.stream, expected, append.events)),
        );

        for (const [index, append] of appends.entries()) {
          expect(await idsOfStream(store, append.stream)).toEqual(idsOf(append.events));
          expect(results[index + appends.length]).toEqual(results[index]);
        }
      }),
      { numRuns: 25 },
    );
  });
}

interface Acknowledged {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly UnsavedEvent[];
  readonly result: AppendResult;
}

/** One sequence of operations, on streams of its own, beside the model of what they should come to. */
class Run {
  readonly #streams = new Map<string, string[]>();
  readonly #tombstoned = new Set<string>();
  readonly #log: { stream: string; id: string }[] = [];
  readonly #acknowledged: Acknowledged[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly prefix: string,
  ) {}

  async execute(step: Operation): Promise<void> {
    switch (step.kind) {
      case 'append': {
        const name = this.#name(step.stream);
        const revision = this.#idsIn(name).length - 1;
        const expected = typeof step.expected === 'number' ? Math.max(0, revision + step.expected) : step.expected;
        return this.#append(name, expected, someEvents(step.count));
      }
      case 'retry':
        return this.#retry(this.#acknowledged[step.nth % this.#acknowledged.length]);
      case 'tombstone':
        await this.store.tombstone(this.#name(step.stream));
        this.#tombstoned.add(this.#name(step.stream));
        return;
    }
  }

  async compare(): Promise<void> {
    for (const name of STREAMS.map((_, index) => this.#name(index))) {
      const expected = this.#tombstoned.has(name) ? [] : this.#idsIn(name);
      expect(await idsOfStream(this.store, name)).toEqual(expected);
    }
    const filter = { by: 'stream', prefixes: [this.prefix] } as const;
    const alive = ({ stream: name }: { stream: string }) => !this.#tombstoned.has(name);
    expect(idsOf((await collect(this.store.readAll({ filter }))).filter(alive))).toEqual(
      idsOf(this.#log.filter(alive)),
    );
  }

  async #append(name: string, expected: ExpectedRevision, events: readonly UnsavedEvent[]): Promise<void> {
    const ids = this.#idsIn(name);
    const attempt = this.store.append(name, expected, events);
    if (this.#tombstoned.has(name)) {
      await expect(attempt).rejects.toBeInstanceOf(StreamDeletedError);
    } else if (expected === 'any' || (expected === 'no-stream' ? ids.length === 0 : expected === ids.length - 1)) {
      const result = await attempt;
      this.#streams.set(name, [...ids, ...idsOf(events)]);
      this.#log.push(...events.map((event) => ({ stream: name, id: event.id })));
      expect(result.revision).toBe(ids.length + events.length - 1);
      this.#acknowledged.push({ stream: name, expected, events, result });
    } else {
      await expect(attempt).rejects.toBeInstanceOf(WrongExpectedRevisionError);
      await expect(attempt).rejects.toMatchObject({ actualRevision: ids.length === 0 ? null : ids.length - 1 });
    }
  }

  async #retry(append: Acknowledged | undefined): Promise<void> {
    if (append === undefined) return;
    const again = this.store.append(append.stream, append.expected, append.events);
    if (this.#tombstoned.has(append.stream)) {
      await expect(again).rejects.toBeInstanceOf(StreamDeletedError);
    } else {
      expect(await again).toEqual(append.result);
    }
  }

  #name(index: number): string {
    return `${this.prefix}-${STREAMS[index] ?? ''}`;
  }

  #idsIn(name: string): readonly string[] {
    return this.#streams.get(name) ?? [];
  }
}
