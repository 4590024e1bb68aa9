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

/** So many times as long as a sync took is left to the rest of the program before the next, while it has something to do. */
const REST_FACTOR = 4;
const MAX_REST_MS = 25;
/** A turn of the event loop that takes longer, or requests more, has something to do. */
const QUIET_TURN_MS = 0.2;

/** A transaction blocks the event loop until it is synced; what is more waits for the next turn. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

/**
 * Gathers everything requested in one turn of the event loop into one transaction with one sync; while the program is busy, in a
 * few milliseconds: a sync blocks it.
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
  #turnBegan = 0;
  #requestsBefore = 0;
  #restUntil = 0;
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
  }

  #schedule(): void {
    if (this.#scheduled !== undefined) return;
    this.#turnBegan = this.monotonicMs();
    this.#requestsBefore = this.#queue.length;
    this.#scheduled = setImmediate(() => {
      this.#scheduled = undefined;
      if (!this.#isResting()) this.#commitGroup();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #isResting(): boolean {
    const now = this.monotonicMs();
    const isBusy = this.#queue.length > this.#requestsBefore || now - this.#turnBegan > QUIET_TURN_MS;
    return isBusy && now < this.#restUntil;
  }

  #commitGroup(): void {
    const group = this.#takeGroup();
    let settlements: (() => void)[];
    try {
      this.#begin.run();
      settlements = group.map((request) => request.attempt());
      const began = this.monotonicMs();
      this.#commit.run();
      const ended = this.monotonicMs();
      this.#restUntil = ended + Math.min(MAX_REST_MS, REST_FACTOR * (ended - began));
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
