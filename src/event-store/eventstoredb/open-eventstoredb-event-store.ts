import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs, type BackOff } from '../back-off.js';
import { takeDataDirectory } from '../data-directory/index.js';
import type { EventStoreUnavailableError } from '../errors.js';
import type { EventStore } from '../event-store.port.js';
import { AppendCall } from './append-call.js';
import { Append } from './append.js';
import { Connection } from './connection.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { failureOf } from './failure.js';
import { head } from './read-log.js';

export interface EventStoreDbOptions {
  /**
   * Connection string: `esdb://user:password@host:2113?tls=true`, or `esdb+discover://` for a cluster. Never repeated.
   */
  readonly url: string;
  /**
   * Directory of what this process derives from the log, made where it does not exist: it belongs to the store until it
   * is closed or its process ends, so that no two processes write the same read models. Absent: none is taken.
   */
  readonly dataDir?: string;
  /** How long to wait for a server that is not there yet. */
  readonly patienceMs?: number;
  /** Ends the waiting, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each failed try to reach the server, with the time until the next. */
  readonly onRetry?: (error: EventStoreUnavailableError, pauseMs: number) => void;
  /** How long an append may go without an answer before its outcome counts as unknown. */
  readonly answerTimeoutMs?: number;
  /** Pauses before an append of unknown outcome is tried again; as many tries as there are pauses. */
  readonly retryDelaysMs?: readonly number[];
  /** What a subscription may have read before its reader asks for it. */
  readonly maxBufferBytes?: number;
}

const MAX_BUFFER_BYTES = 16 * 1024 * 1024;
const BACK_OFF: BackOff = { minMs: 100, maxMs: 5_000 };

/**
 * Connects to an EventStoreDB, and waits for it with back-off where it is not there yet.
 *
 * What an append acknowledged is as durable as the cluster's. Events of an acknowledged append are stored once even
 * when its outcome was unknown meanwhile: it is tried again with the same ids. A stream's last event and every expired
 * or tombstoned one stay readable in the whole log until the server is scavenged.
 *
 * @throws TypeError the connection string is not valid
 * @throws DataDirectoryInUseError another process, or another store of this one, owns the directory
 * @throws EventStoreUnavailableError the server cannot be reached, or refuses the reading of `$all`
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const { url, dataDir, answerTimeoutMs = 10_000, retryDelaysMs = [100, 400, 1_600, 5_000] } = options;
  const { maxBufferBytes = MAX_BUFFER_BYTES } = options;
  const connection = new Connection(url);
  let release = () => {
    // Nothing was taken.
  };
  const stop = () => void connection.close();
  options.signal?.addEventListener('abort', stop);
  try {
    if (dataDir !== undefined) release = takeDataDirectory(dataDir);
    await reach(connection, options);
  } catch (error) {
    await connection.close();
    release();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
  const appends = new Append(new AppendCall(connection, answerTimeoutMs), retryDelaysMs);
  return new EventStoreDbEventStore(connection, appends, release, maxBufferBytes);
}

async function reach(
  connection: Connection,
  { patienceMs = 60_000, onRetry, signal }: EventStoreDbOptions,
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (let failures = 1; ; failures += 1) {
    signal?.throwIfAborted();
    try {
      await head(connection);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const { cause } = error as EventStoreUnavailableError;
      const pauseMs = backOffMs(failures, BACK_OFF);
      if (failureOf(cause) === 'refused' || performance.now() + pauseMs > giveUpAt) throw error;
      onRetry?.(error as EventStoreUnavailableError, pauseMs);
      await delay(pauseMs, undefined, { signal });
    }
  }
}
