import type { EventStore, Retirement } from '../index.js';
import type { GlobalPosition, RecordedEvent } from '../../events/index.js';
import { appendGroups, type AppendGroup } from './append-groups.js';
import { CopyDivergedError, matchEvents } from './match-events.js';
import { visibleEvents } from './visible-events.js';

export interface CopyTarget {
  readonly store: EventStore;
  /**
   * Appends sent at a time. More than one only where appends made in one turn are stored in that order, all or none:
   * there what a kill leaves is always the beginning of the source.
   */
  readonly appendsAtATime: number;
}

export interface CopyProgress {
  readonly phase: 'comparing' | 'copying' | 'verifying';
  /** Events of this phase so far. */
  readonly events: number;
}

export interface CopyOptions {
  readonly clock: () => Date;
  /** Ends the copying after the append that has begun; the next run continues from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface Copied {
  /** Events that earlier runs had copied, compared one by one. */
  readonly found: number;
  /** Events copied by this run, read back and compared one by one. */
  readonly copied: number;
  /** Streams whose age or tombstone was carried over. */
  readonly retired: number;
  /** False when the signal ended it. */
  readonly completed: boolean;
}

/**
 * Makes the target's log what the source's is: the same streams, events, ids, metadata and order, ages and tombstones.
 * Positions and times of storing are the target's own, so an age counts anew from the copy.
 *
 * It needs no record of how far it came. What the target holds is compared with the source event by event; what is
 * missing is appended in the log's order and then read back. So it can be killed at any moment and run again, and run a
 * last time for what came since.
 *
 * @throws CopyDivergedError, EventStoreUnavailableError
 */
export async function copyLog(source: EventStore, target: CopyTarget, options: CopyOptions): Promise<Copied> {
  const { clock, signal, onProgress = () => undefined } = options;
  const retirements = await source.retirements();
  const counters = { comparing: 0, copying: 0, verifying: 0 };
  const count = (phase: CopyProgress['phase'], events = 1) => {
    counters[phase] += events;
    onProgress({ phase, events: counters[phase] });
  };

  const pending = await matchEvents(
    visibleEvents(source, retirements, clock),
    visibleEvents(target.store, retirements, clock),
    retirements,
    () => {
      count('comparing');
    },
  );
  if (pending !== null) {
    const missing = () => visibleEvents(source, retirements, clock, pending.position);
    const appended = await appendAll(missing(), target, retirements, signal, (events) => {
      count('copying', events);
    });
    const left = await matchEvents(
      missing(),
      visibleEvents(target.store, retirements, clock, appended.firstCopy),
      retirements,
      () => {
        count('verifying');
      },
    );
    if (left !== null && appended.last !== null && source.compare(left.position, appended.last) <= 0) {
      throw new CopyDivergedError(null, left);
    }
  }
  const completed = signal?.aborted !== true;
  // Last, for a tombstone ends its stream, and ages also of streams that hold no event any more.
  if (completed) for (const [stream, retirement] of retirements) await retire(target.store, stream, retirement);
  return { found: counters.comparing, copied: counters.copying, retired: completed ? retirements.size : 0, completed };
}

interface Appended {
  /** The target's position of the first event appended; absent where there was none. */
  readonly firstCopy?: GlobalPosition;
  /** The source's position of the last. */
  readonly last: GlobalPosition | null;
}

async function appendAll(
  events: AsyncIterable<RecordedEvent>,
  { store, appendsAtATime }: CopyTarget,
  retirements: ReadonlyMap<string, Retirement>,
  signal: AbortSignal | undefined,
  onAppended: (events: number) => void,
): Promise<Appended> {
  const before = await store.head();
  const aged = new Set<string>();
  let last: GlobalPosition | null = null;
  let batch: AppendGroup[] = [];
  const flush = async (): Promise<void> => {
    await Promise.all(batch.map((group) => append(store, group, retirements)));
    onAppended(batch.reduce((sum, group) => sum + group.length, 0));
    last = batch.at(-1)?.at(-1)?.position ?? last;
    batch = [];
  };
  for await (const group of appendGroups(events)) {
    if (signal?.aborted === true) break;
    const [{ stream }] = group;
    const age = retirements.get(stream);
    if (typeof age === 'number' && !aged.has(stream)) {
      aged.add(stream);
      await store.setMaxAge(stream, age);
    }
    batch.push(group);
    if (batch.length >= appendsAtATime) await flush();
  }
  await flush();
  return { ...(await firstAfter(store, before)), last };
}

async function append(
  store: EventStore,
  group: AppendGroup,
  retirements: ReadonlyMap<string, Retirement>,
): Promise<void> {
  const [{ stream, revision }] = group;
  const events = group.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  // Where the first events of a stream have expired, revisions cannot be the same.
  const expected = retirements.has(stream) ? 'any' : revision === 0 ? 'no-stream' : revision - 1;
  await store.append(stream, expected, events);
}

async function firstAfter(store: EventStore, before: GlobalPosition | null): Promise<Pick<Appended, 'firstCopy'>> {
  for await (const { position } of store.readAll(before === null ? {} : { from: before })) {
    if (before === null || store.compare(position, before) > 0) return { firstCopy: position };
  }
  return {};
}

async function retire(store: EventStore, stream: string, retirement: Retirement): Promise<void> {
  await (retirement === 'tombstoned' ? store.tombstone(stream) : store.setMaxAge(stream, retirement));
}
