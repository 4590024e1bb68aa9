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
import type { OpenFile } from './file/open-file.js';
import { fromPosition, toPosition } from './file/position.js';
import { readAll } from './reading/read-all.js';
import { readRetirements } from './reading/read-retirements.js';
import { ReadStream } from './reading/read-stream.js';
import { ChecksumUpgrade } from './writing/checksum-upgrade.js';
import { Scavenge } from './writing/scavenge.js';
import { subscribe } from './reading/subscribe.js';
import type { Writer } from './writing/writer.js';

/** The event store in one SQLite file of this machine: read here, written by a thread. */
export class EmbeddedEventStore implements EventStore {
  readonly #readStream: ReadStream;
  readonly #scavenge: Scavenge;
  readonly #checksums: ChecksumUpgrade;
  #closing: Promise<void> | undefined;

  /** @param release called once, after the file is closed */
  constructor(
    private readonly file: OpenFile,
    private readonly writer: Writer,
    private readonly release: () => void,
  ) {
    this.#readStream = new ReadStream(file);
    this.#scavenge = new Scavenge(writer, file.nowMs);
    this.#scavenge.start();
    this.#checksums = new ChecksumUpgrade(writer);
    this.#checksums.start();
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly UnsavedEvent[]): Promise<AppendResult> {
    return this.writer.append(encodeAppend(stream, expected, events), this.file.nowMs());
  }

  readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return this.#readStream.execute(stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    return readAll(this.file, options);
  }

  subscribeAll(options: SubscribeOptions = {}): AsyncIterable<SubscriptionMessage> {
    return subscribe(this.file, options);
  }

  head(): Promise<GlobalPosition | null> {
    return new Promise((resolve) => {
      const head = this.file.read(() => this.file.head);
      resolve(head === 0 ? null : toPosition(head));
    });
  }

  compare(a: GlobalPosition, b: GlobalPosition): number {
    return fromPosition(a) - fromPosition(b);
  }

  async tombstone(stream: string): Promise<boolean> {
    assertName('stream name', stream);
    return this.writer.tombstone(stream);
  }

  async setMaxAge(stream: string, seconds: number | null): Promise<void> {
    assertName('stream name', stream);
    assertMaxAge(seconds);
    await this.writer.setMaxAge(stream, seconds);
  }

  retirements(): Promise<ReadonlyMap<string, Retirement>> {
    return new Promise((resolve) => {
      resolve(this.file.read(() => readRetirements(this.file.database)));
    });
  }

  /** Writes what leaves nothing behind. @throws EventStoreUnavailableError if the disk is full, or fails */
  tryWrite(): Promise<void> {
    return this.writer.tryWrite();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#scavenge.stop();
    this.#checksums.stop();
    try {
      // The last to close the file tidies it up, which takes time.
      this.file.close();
    } finally {
      await this.writer.close().finally(this.release);
    }
  }
}
