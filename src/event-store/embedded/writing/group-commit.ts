import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { addChecksums } from './add-checksums.js';
import { Append } from './append.js';
import { EraseExpired } from './erase-expired.js';
import { lastPositionStatement } from '../file/last-position.js';
import { RetireStream } from './retire-stream.js';
import { Streams } from '../file/streams.js';
import { tryWrite } from './try-write.js';
import type { CommitAnswer, WriteOutcome, WriteRequest } from './write-request.js';

/**
 * Writes what was requested meanwhile in one transaction with one sync of the disk.
 *
 * Nobody learns an outcome before the commit, not even a refusal: that may rest on what another request of the same
 * transaction wrote, and "already there" must never be said of something that a failed commit takes back.
 */
export class GroupCommit {
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  readonly #lastPosition: () => number;
  readonly #append: Append;
  readonly #retire: RetireStream;
  readonly #eraseExpired: EraseExpired;

  constructor(private readonly database: DatabaseSync) {
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
    this.#lastPosition = lastPositionStatement(database);
    const streams = new Streams(database);
    this.#append = new Append(database, streams);
    this.#retire = new RetireStream(database, streams);
    this.#eraseExpired = new EraseExpired(database);
  }

  /** All of it is durable when it returns, or none: a failure of the database fails every request of the group. */
  run(requests: readonly WriteRequest[]): CommitAnswer {
    try {
      this.#begin.run();
      const outcomes = requests.map((request) => this.#execute(request));
      this.#commit.run();
      return { kind: 'committed', outcomes, head: this.#lastPosition() };
    } catch (error) {
      this.#undo();
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', requests: requests.length, reason };
    }
  }

  #execute(request: WriteRequest): WriteOutcome {
    switch (request.kind) {
      case 'append':
        return this.#append.execute(request.append, request.nowMs);
      case 'tombstone':
        return this.#retire.tombstone(request.stream);
      case 'set-max-age':
        return this.#retire.setMaxAge(request.stream, request.seconds);
      case 'erase-expired':
        return this.#eraseExpired.execute(request.afterStreamId, request.nowMs);
      case 'add-checksums':
        return addChecksums(this.database);
      case 'try-write':
        return tryWrite(this.database);
    }
  }

  #undo(): void {
    // Some failures (a full disk among them) have rolled the transaction back already.
    if (this.database.isTransaction) this.#rollback.run();
  }
}
