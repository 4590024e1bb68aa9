import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { EventStoreUnavailableError } from '../errors.js';
import type { CommitOutcome } from './commit-outcome.js';
import { unavailable } from './unavailable.js';

interface Request {
  readonly bytes: number;
  /** Does the work inside the transaction, and returns what is to be called once that is durable. */
  readonly attempt: () => () => void;
  readonly fail: (error: EventStoreUnavailableError) => void;
}

/** After a group of so many requests, as many again are on their way: each that waits a moment saves a sync. */
const CROWD = 64;
/** After a crowd, so many times as long as its sync took is left to the rest of the program, which the next sync would block. */
const REST_FACTOR = 4;
const MAX_REST_MS = 25;
/** So many requests are worth a sync at once. */
const FULL_GROUP = 256;

/** A transaction blocks the event loop until it is synced; what is more waits for the next turn. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/**
 * Gathers everything requested in one turn of the event loop into one transaction with one sync; in a flood, what is requested in
 * a few milliseconds.
 *
 * Nobody learns an outcome before the commit, not even a refusal: that may rest on what another request of the same
 * transaction wrote, and "already there" must never be said of something that a failed commit takes back.
 */
export class GroupCommit {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  #queue: Request[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #rest: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly database: DatabaseSync,
    private readonly onCommit: () => void,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /**
   * Runs the work in the next transaction, after what was requested before it. Resolves when it is durable.
   * @param bytes about how much it writes
   * @param work must not throw but for a failure of the database, which fails the whole group
   * @throws the refusal's error, or EventStoreUnavailableError
   */
  run<T>(bytes: number, work: () => CommitOutcome<T>): Promise<T> {
    if (this.#closed) {
      return Promise.reject(new EventStoreUnavailableError('event store is closed'));
    }
    return new Promise<T>((resolve, reject) => {
      const attempt = () => {
        const outcome = work();
        return () => {
          if (outcome.kind === 'done') {
            resolve(outcome.value);
          } else {
            reject(outcome.error);
          }
        };
      };
      this.#queue.push({ bytes, attempt, fail: reject });
      this.#schedule();
    });
  }

  /** Commits what was requested so far and takes nothing more. */
  close(): void {
    this.#closed = true;
    while (this.#queue.length > 0) {
      this.#commitGroup();
    }
    clearImmediate(this.#scheduled);
    clearTimeout(this.#rest);
  }

  #schedule(): void {
    if (this.#rest !== undefined && this.#queue.length < FULL_GROUP) return;
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.#commitGroup();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  /** Until it is over, only a full group is committed. */
  #restAfter(syncMs: number): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(
      () => {
        this.#rest = undefined;
        if (this.#queue.length > 0) this.#schedule();
      },
      Math.min(MAX_REST_MS, REST_FACTOR * syncMs),
    );
  }

  #commitGroup(): void {
    const group = this.#takeGroup();
    let settlements: (() => void)[];
    try {
      this.#begin.run();
      settlements = group.map((request) => request.attempt());
      const began = this.monotonicMs();
      this.#commit.run();
      if (group.length >= CROWD) this.#restAfter(this.monotonicMs() - began);
    } catch (error) {
      this.#undo();
      const failure = unavailable('to commit', error);
      for (const request of group) {
        request.fail(failure);
      }
      return;
    }
    this.onCommit();
    for (const settle of settlements) {
      settle();
    }
  }

  #takeGroup(): readonly Request[] {
    let bytes = 0;
    const beyond = this.#queue.findIndex((request, index) => (bytes += request.bytes) > MAX_GROUP_BYTES && index > 0);
    return this.#queue.splice(0, beyond === -1 ? this.#queue.length : beyond);
  }

  #undo(): void {
    // Some failures (a full disk among them) have rolled the transaction back already.
    if (this.database.isTransaction) {
      this.#rollback.run();
    }
  }
}
