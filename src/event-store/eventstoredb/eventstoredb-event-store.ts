import { assertMaxAge } from '../bounds.js';
import { encodeAppend } from '../encoded-append.js';
import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  ReadAllOptions,
  ReadStreamOptions,
  Retirement,
  SubscribeOptions,
  SubscriptionMessage,
} from '../event-store.port.js';
import type { GlobalPosition, RecordedEvent, UnsavedEvent } from '../../events/index.js';
import { assertName } from '../names.js';
import type { Append } from './append.js';
import type { Connection } from './connection.js';
import { closedError, failureOf, unavailable } from './failure.js';
import { comparePositions } from './position.js';
import { head, readAll, readStream } from './read-log.js';
import { readRetirements } from './read-retirements.js';
import { setMaxAge } from './set-max-age.js';
import { subscribe } from './subscribe.js';

/** The event store in an EventStoreDB or KurrentDB, one node or a cluster. */
export class EventStoreDbEventStore implements EventStore {
  #closing: Promise<void> | undefined;

  /**
   * @param release called once, after the connection is closed
   * @param maxBufferBytes of what a subscription has read before its reader asks for it
   */
  constructor(
    private readonly connection: Connection,
    private readonly appends: Append,
    private readonly release: () => void,
    private readonly maxBufferBytes: number,
  ) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly UnsavedEvent[]): Promise<AppendResult> {
    const encoded = encodeAppend(stream, expected, events);
    this.#assertOpen();
    return this.appends.execute(encoded);
  }

  readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return readStream(this.connection, stream, options);
  }

  /** Shows the events of tombstoned and of expired streams until the server is scavenged. */
  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    return readAll(this.connection, options);
  }

  subscribeAll(options: SubscribeOptions = {}): AsyncIterable<SubscriptionMessage> {
    return subscribe(this.connection, options, this.maxBufferBytes);
  }

  /** Counts the server's own events too, so that no checkpoint of a subscription stands after it. */
  async head(): Promise<GlobalPosition | null> {
    return head(this.connection);
  }

  compare(a: GlobalPosition, b: GlobalPosition): number {
    return comparePositions(a, b);
  }

  async tombstone(stream: string): Promise<boolean> {
    assertName('stream name', stream);
    this.#assertOpen();
    try {
      await this.connection.tombstone(stream);
      return true;
    } catch (error) {
      if (failureOf(error) !== 'deleted') throw unavailable(`to delete ${stream}`, error);
      return false;
    }
  }

  async setMaxAge(stream: string, seconds: number | null): Promise<void> {
    assertName('stream name', stream);
    assertMaxAge(seconds);
    this.#assertOpen();
    await setMaxAge(this.connection, this.appends, stream, seconds);
  }

  async retirements(): Promise<ReadonlyMap<string, Retirement>> {
    return readRetirements(this.connection);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.appends.settled();
    try {
      await this.connection.close();
    } finally {
      this.release();
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw closedError();
  }
}
