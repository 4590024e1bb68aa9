import { EventStoreUnavailableError } from '../../errors.js';
import type { Writer } from './writer.js';

const SWEEP_INTERVAL_MS = 60 * 60 * 1000;

/**
 * Erases expired events from the file: a read only hides them. A sweep runs at the start and every hour after that, a
 * few streams at a time between the appends.
 */
export class Scavenge {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly writer: Writer,
    private readonly nowMs: () => number,
  ) {}

  start(): void {
    void this.#sweep();
    this.#timer = setInterval(() => void this.#sweep(), SWEEP_INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #sweep(): Promise<void> {
    try {
      let after: number | null = 0;
      while (after !== null) after = await this.writer.eraseExpired(after, this.nowMs());
    } catch (error) {
      // A closed store or a full disk: the next sweep finds the same events, and nobody reads them until then.
      if (!(error instanceof EventStoreUnavailableError)) throw error;
    }
  }
}
