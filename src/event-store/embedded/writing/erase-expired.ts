import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { expiredUpToMs } from '../../expiry.js';
import type { WriteOutcome } from './write-request.js';

/** Streams looked at in one transaction: erasing keeps an append waiting no longer than other appends would. */
const STREAMS_PER_STEP = 64;

type ExpiringStream = readonly [id: number, maxAgeSeconds: number];

/** Erases expired events from the file, inside the caller's transaction. */
export class EraseExpired {
  readonly #streamsAfter: StatementSync;
  readonly #erase: StatementSync;

  constructor(database: DatabaseSync) {
    this.#streamsAfter = database.prepare(
      `SELECT id, max_age_seconds FROM streams
       WHERE max_age_seconds IS NOT NULL AND id > ? ORDER BY id LIMIT ${STREAMS_PER_STEP}`,
    );
    this.#streamsAfter.setReturnArrays(true);
    this.#erase = database.prepare('DELETE FROM events WHERE stream_id = ? AND stored_at <= ?');
  }

  /** Erases what has expired of the next streams after one, in the order of their ids. */
  execute(afterStreamId: number, nowMs: number): WriteOutcome {
    const streams = this.#streamsAfter.all(afterStreamId) as unknown as readonly ExpiringStream[];
    for (const [id, maxAgeSeconds] of streams) this.#erase.run(id, expiredUpToMs(maxAgeSeconds, nowMs));
    return { kind: 'erased', lastStreamId: streams.at(-1)?.[0] ?? null };
  }
}
