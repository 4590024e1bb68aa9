import { hasExpired, type EventStore } from '../../event-store/index.js';
import { EVIDENCE_PREFIX, type GlobalPosition } from '../../events/index.js';

export interface ExpiredEvidenceOptions {
  readonly store: EventStore;
  readonly clock: () => Date;
  /** Seconds that evidence is kept. */
  readonly maxAgeSeconds: number;
}

/**
 * Tombstones evidence that has expired. A scavenge of EventStoreDB keeps the last event of a stream whose events have
 * expired, which is nearly every mail's whole evidence; of a tombstoned stream it keeps none.
 */
export class ExpiredEvidence {
  #from: GlobalPosition | undefined;
  #tombstoned = 0;

  constructor(private readonly options: ExpiredEvidenceOptions) {}

  /** Streams tombstoned so far by this object. */
  get tombstoned(): number {
    return this.#tombstoned;
  }

  /**
   * Goes through the log from where the last sweep ended, as far as events are old enough. A stream of which any event
   * can still be read is left alone: its later events come later in the log.
   * @returns the streams tombstoned by this sweep
   * @throws EventStoreUnavailableError
   */
  async sweep(signal?: AbortSignal): Promise<number> {
    const { store, clock, maxAgeSeconds } = this.options;
    const before = this.#tombstoned;
    const filter = { by: 'stream', prefixes: [EVIDENCE_PREFIX] } as const;
    for await (const { stream, position, storedAt } of store.readAll({
      filter,
      ...(this.#from && { from: this.#from }),
    })) {
      if (signal?.aborted === true || !hasExpired(Date.parse(storedAt), maxAgeSeconds, clock().getTime())) break;
      if ((await this.#isEmpty(stream)) && (await store.tombstone(stream))) this.#tombstoned += 1;
      this.#from = position;
    }
    return this.#tombstoned - before;
  }

  async #isEmpty(stream: string): Promise<boolean> {
    let seen = 0;
    for await (const { revision } of this.options.store.readStream(stream, { limit: 1 })) seen += revision + 1;
    return seen === 0;
  }
}
