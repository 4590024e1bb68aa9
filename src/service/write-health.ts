import { EventStoreUnavailableError, type EventStore } from '../event-store/index.js';

/** Tries a write that leaves nothing behind. @throws EventStoreUnavailableError */
export type TryWrite = () => Promise<void>;

/** A failure that nobody can try again counts for so long. */
const UNTRIED_MS = 30_000;
const TRY_INTERVAL_MS = 2_000;

/**
 * Whether the event store takes writes. Reads go on without them, so a full disk would not show until a mail or a
 * request meets it. It counts as refusing from the first append that fails until one succeeds, or until a write that is
 * tried when somebody asks does.
 */
export class WriteHealth {
  #failure: string | null = null;
  #since = 0;
  #triedAt = 0;

  /** @param tryWrite absent: a failure counts for half a minute after the last append that failed */
  constructor(
    private readonly tryWrite?: TryWrite,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Why every write is refused at present; null while writes are taken, as far as is known. */
  failure(): string | null {
    if (this.#failure === null) return null;
    if (this.tryWrite === undefined) {
      if (this.nowMs() - this.#since > UNTRIED_MS) this.#failure = null;
    } else if (this.nowMs() - this.#triedAt > TRY_INTERVAL_MS) {
      this.#triedAt = this.nowMs();
      void this.#watched(this.tryWrite).catch(() => undefined);
    }
    return this.#failure;
  }

  /** The same store, whose appends are watched. */
  watch(store: EventStore): EventStore {
    return {
      append: (...parameters) => this.#watched(() => store.append(...parameters)),
      readStream: (...parameters) => store.readStream(...parameters),
      readAll: (...parameters) => store.readAll(...parameters),
      subscribeAll: (...parameters) => store.subscribeAll(...parameters),
      head: () => store.head(),
      compare: (a, b) => store.compare(a, b),
      tombstone: (stream) => store.tombstone(stream),
      setMaxAge: (stream, seconds) => store.setMaxAge(stream, seconds),
      retirements: () => store.retirements(),
      close: () => store.close(),
    };
  }

  async #watched<T>(write: () => Promise<T>): Promise<T> {
    try {
      const result = await write();
      this.#failure = null;
      return result;
    } catch (error) {
      // Any other refusal is an answer of a store that works.
      this.#failure = error instanceof EventStoreUnavailableError ? error.message : null;
      this.#since = this.#triedAt = this.nowMs();
      throw error;
    }
  }
}
