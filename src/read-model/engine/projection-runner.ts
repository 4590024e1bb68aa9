import { setTimeout as delay } from 'node:timers/promises';
import {
  backOffMs,
  EventStoreUnavailableError,
  type BackOff,
  type EventFilter,
  type EventStore,
  type SubscriptionMessage,
} from '../../event-store/index.js';
import type { GlobalPosition } from '../../events/index.js';
import { buildModel, type RebuildProgress } from './building/model-builder.js';
import type { ModelDefinition } from './model-definition.js';
import { ModelFiles } from './model-files.js';
import { PositionWaits } from './position-waits.js';
import { isDamage, type ReadModelDatabase } from './read-model-database.js';
import type { ReadModelSnapshot, SnapshotSource } from './read-model-source.js';

const BACK_OFF: BackOff = { minMs: 100, maxMs: 10_000 };
/** Stands before every position that a store gives. */
const NOTHING_FOLLOWED = '0';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly dataDir: string;
  readonly definition: ModelDefinition;
  /** Streams that are followed. */
  readonly filter: EventFilter;
  /** Told of every failure to follow the log; it is tried again after `retryInMs`. */
  readonly onFailure: (error: unknown, retryInMs: number) => void;
}

/**
 * Follows the log with the ordered projections of one read model. Each batch of events and the checkpoint after it go
 * into the database in one transaction, so that a restart continues exactly where the last run stopped. A failure of
 * the store ends a subscription; it is taken up again from the checkpoint, with back-off, for as long as the runner is
 * open.
 */
export class ProjectionRunner implements SnapshotSource {
  readonly #options: ProjectionRunnerOptions;
  readonly #files: ModelFiles;
  readonly #waits: PositionWaits;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #firstCaughtUp = Promise.withResolvers<undefined>();
  readonly #following: Promise<void>;
  #database: ReadModelDatabase;
  #position: GlobalPosition | null;
  #caughtUp = false;
  #failure: string | null = null;
  #subscription = new AbortController();
  #rebuilding: Promise<number | null> | null = null;

  private constructor(options: ProjectionRunnerOptions) {
    this.#options = options;
    this.#files = new ModelFiles(options.dataDir, options.definition);
    this.#waits = new PositionWaits((a, b) => options.store.compare(a, b));
    this.#database = this.#files.openLive();
    this.#position = options.definition.checkpoint(this.#database);
    // If nobody asks, the closing must not surface as an unhandled rejection.
    this.#firstCaughtUp.promise.catch(() => undefined);
    this.#following = this.#follow();
  }

  /** Opens the read model of a data directory, or begins a new one, and follows the log from its checkpoint. */
  static open(options: ProjectionRunnerOptions): ProjectionRunner {
    return new ProjectionRunner(options);
  }

  /** The live database. A rebuild replaces it: ask for it at each use. */
  get database(): ReadModelDatabase {
    return this.#database;
  }

  get position(): string {
    return this.#position ?? NOTHING_FOLLOWED;
  }

  snapshot(): ReadModelSnapshot {
    const database = this.#files.openSnapshot();
    const position = this.#options.definition.checkpoint(database) ?? NOTHING_FOLLOWED;
    return {
      database,
      position,
      close: () => {
        database.close();
      },
    };
  }

  isCaughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Why the log cannot be followed at present; null while it can. */
  failure(): string | null {
    return this.#failure;
  }

  /** Resolves when the end of the log has been reached for the first time. Rejects when the runner is closed before. */
  caughtUp(): Promise<undefined> {
    return this.#firstCaughtUp.promise;
  }

  /**
   * Resolves to true once the log has been followed up to the position, to false after the time-out.
   * @throws what the store throws for a position that it did not make
   */
  async waitFor(position: GlobalPosition, timeoutMs: number): Promise<boolean> {
    if (this.#position !== null && this.#options.store.compare(position, this.#position) <= 0) return true;
    return this.#isClosing() ? false : this.#waits.wait(position, timeoutMs);
  }

  /** Calls back after each change of rows. @returns ends the calls */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Builds the read model again from the start of the log, in a file beside the live one, which keeps following and
   * answering; then swaps. A rebuild that is under way is joined.
   * @returns the number of events applied; null if the runner was closed before the end
   * @throws EventStoreUnavailableError; the live model is untouched
   */
  rebuild(onProgress: (progress: RebuildProgress) => void = () => undefined): Promise<number | null> {
    this.#rebuilding ??= this.#rebuild(onProgress).finally(() => {
      this.#rebuilding = null;
    });
    return this.#rebuilding;
  }

  /** Ends the following, gives up waits and rebuilds, and frees the file. Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#subscription.abort();
    this.#firstCaughtUp.reject(new Error('the read model was closed before it had caught up'));
    this.#waits.giveUp();
    await Promise.allSettled([this.#following, this.#rebuilding]);
    this.#database.close();
  }

  async #follow(): Promise<void> {
    let failures = 0;
    while (!this.#isClosing()) {
      this.#subscription = new AbortController();
      try {
        await this.#discardIfAheadOfLog();
        for await (const message of this.#subscribe(this.#subscription.signal)) {
          // A swap ends the subscription, but a message may be on its way already.
          if (this.#subscription.signal.aborted) break;
          this.#take(message);
          this.#failure = null;
          failures = 0;
        }
        // A store that is closed ends its subscriptions without an error, and at once when they are begun again.
        if (!this.#subscription.signal.aborted) throw new EventStoreUnavailableError('the subscription ended');
      } catch (error) {
        this.#caughtUp = false;
        if (this.#isClosing()) return;
        this.#failure = error instanceof EventStoreUnavailableError ? error.message : 'the log cannot be followed';
        failures += 1;
        const retryMs = backOffMs(failures, BACK_OFF);
        this.#options.onFailure(error, retryMs);
        if (isDamage(error)) this.#startAnew();
        await delay(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  #subscribe(signal: AbortSignal): AsyncIterable<SubscriptionMessage> {
    const { store, filter } = this.#options;
    return store.subscribeAll({ filter, signal, ...(this.#position !== null && { from: this.#position }) });
  }

  /** A log that was restored from an older backup ends before the checkpoint: what followed there has not happened. */
  async #discardIfAheadOfLog(): Promise<void> {
    const position = this.#position;
    if (position === null) return;
    const head = await this.#options.store.head();
    if (head === null || this.#options.store.compare(position, head) > 0) this.#startAnew();
  }

  #startAnew(): void {
    this.#database.close();
    this.#database = this.#files.recreateLive();
    this.#position = null;
  }

  #take(message: SubscriptionMessage): void {
    const { definition } = this.#options;
    switch (message.kind) {
      case 'events': {
        const last = message.events.at(-1);
        if (last === undefined) return;
        this.#database.transaction(() => {
          definition.apply(this.#database, message.events);
          definition.moveCheckpoint(this.#database, last.position);
        });
        this.#moved(last.position);
        for (const listener of this.#listeners) listener();
        return;
      }
      case 'checkpoint':
        definition.moveCheckpoint(this.#database, message.position);
        this.#moved(message.position);
        return;
      case 'caughtUp':
        this.#caughtUp = true;
        this.#firstCaughtUp.resolve(undefined);
        return;
    }
  }

  #moved(position: GlobalPosition): void {
    this.#position = position;
    this.#waits.reached(position);
  }

  async #rebuild(onProgress: (progress: RebuildProgress) => void): Promise<number | null> {
    const { store, filter, definition } = this.#options;
    const building = await this.#files.createBuilding();
    try {
      const isFarEnough = (built: GlobalPosition | null) =>
        this.#position === null || (built !== null && store.compare(built, this.#position) >= 0);
      const onBuilt = () => {
        this.#swap(building);
      };
      const signal = this.#closing.signal;
      return await buildModel(building, { store, filter, definition, signal, onProgress, isFarEnough, onBuilt });
    } finally {
      await building.abandon();
      this.#files.removeBuilding();
    }
  }

  /** In one turn of the event loop: no query and no event comes in between. */
  #swap(built: ReadModelDatabase): void {
    built.close();
    this.#database.close();
    this.#database = this.#files.promoteBuilding();
    const position = this.#options.definition.checkpoint(this.#database);
    // The subscription would go on from where the old file stood.
    this.#subscription.abort();
    if (position !== null) this.#moved(position);
    for (const listener of this.#listeners) listener();
  }
}
