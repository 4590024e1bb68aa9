import { assertMaxAge } from '../bounds.js';
import { encodeAppend } from '../encoded-append.js';
import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  GlobalPosition,
  NewEvent,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  Retirement,
  SubscribeOptions,
  SubscriptionMessage,
} from '../event-store.port.js';
import { assertName } from '../names.js';
import { Append } from './append.js';
import { GroupCommit } from './group-commit.js';
import type { OpenFile } from './open-file.js';
import { fromPosition, toPosition } from './position.js';
import { readAll } from './read-all.js';
import { ReadStream } from './read-stream.js';
import { RetireStream } from './retire-stream.js';
import { Scavenge } from './scavenge.js';
import { Streams } from './streams.js';
import { subscribe } from './subscribe.js';

/** The event store in one SQLite file of this machine. */
export class EmbeddedEventStore implements EventStore {
  readonly #commits: GroupCommit;
  readonly #append: Append;
  readonly #retire: RetireStream;
  readonly #readStream: ReadStream;
  readonly #scavenge: Scavenge;
  readonly #streams: Streams;

  /** @param release called once, after the file is closed */
  constructor(
    private readonly file: OpenFile,
    private readonly release: () => void,
  ) {
    const streams = new Streams(file.database);
    this.#streams = streams;
    this.#append = new Append(file.database, streams);
    this.#retire = new RetireStream(file.database, streams);
    this.#readStream = new ReadStream(file);
    this.#commits = new GroupCommit(file.database, () => {
      file.committed();
    });
    this.#scavenge = new Scavenge(file.database, this.#commits, file.nowMs);
    this.#scavenge.start();
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    const encoded = encodeAppend(stream, expected, events);
    return this.#commits.run(encoded.bytes, () => this.#append.execute(encoded, this.file.nowMs()));
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

  async tombstone(stream: string): Promise<void> {
    assertName('stream name', stream);
    await this.#commits.run(0, () => this.#retire.tombstone(stream));
  }

  async setMaxAge(stream: string, seconds: number | null): Promise<void> {
    assertName('stream name', stream);
    assertMaxAge(seconds);
    await this.#commits.run(0, () => this.#retire.setMaxAge(stream, seconds));
  }

  retirements(): Promise<ReadonlyMap<string, Retirement>> {
    return new Promise((resolve) => {
      resolve(this.file.read(() => this.#streams.retirements()));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.file.closed) {
        this.#scavenge.stop();
        try {
          this.#commits.close();
          this.file.close();
        } finally {
          this.release();
        }
      }
      resolve();
    });
  }
}
