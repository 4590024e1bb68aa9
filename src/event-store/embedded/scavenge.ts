import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { EventStoreUnavailableError } from '../errors.js';
import type { GroupCommit } from './group-commit.js';

/** Streams looked at in one transaction: what is to be erased holds the event loop no longer than an append would. */
const STREAMS_PER_STEP = 64;
const SWEEP_INTERVAL_MS = 60 * 60 * 1000;

type ExpiringStream = readonly [id: number, maxAgeSeconds: number];

/**
 * Erases expired events from the file: a read only hides them. A sweep runs at the start and every hour after that, a few
 * streams at a time between the appends.
 */
export class Scavenge {
  readonly #streamsAfter: StatementSync;
  readonly #erase: StatementSync;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    database: DatabaseSync,
    private readonly commits: GroupCommit,
    private readonly nowMs: () => number,
  ) {
    this.#streamsAfter = database.prepare(
      `SELECT id, max_age_seconds FROM streams
       WHERE max_age_seconds IS NOT NULL AND id > ? ORDER BY id LIMIT ${STREAMS_PER_STEP}`,
    );
    this.#streamsAfter.setReturnArrays(true);
    this.#erase = database.prepare('DELETE FROM events WHERE stream_id = ? AND stored_at <= ?');
  }

  start(): void {
    void this.#sweep();
    this.#timer = setInterval(() => void this.#sweep(), SWEEP_INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #sweep(): Promise<void> {
    try {
      let last: number | undefined = 0;
      while (last !== undefined) {
        const after: number = last;
        last = await this.commits.run(0, () => ({ kind: 'done', value: this.#step(after) }));
      }
    } catch (error) {
      // A closed store or a full disk: the next sweep finds the same events, and nobody reads them until then.
      if (!(error instanceof EventStoreUnavailableError)) {
        throw error;
      }
    }
  }

  /** @returns the last stream looked at, undefined when none was left */
  #step(after: number): number | undefined {
    const streams = this.#streamsAfter.all(after) as unknown as readonly ExpiringStream[];
    for (const [id, maxAgeSeconds] of streams) {
      this.#erase.run(id, this.nowMs() - maxAgeSeconds * 1000);
    }
    return streams.at(-1)?.[0];
  }
}
