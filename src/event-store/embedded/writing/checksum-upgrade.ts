import { EventStoreUnavailableError } from '../../errors.js';
import type { Writer } from './writer.js';

const RETRY_MS = 60_000;

/** Gives the rows of a file of an earlier version their checksums, a few at a time between the appends. */
export class ChecksumUpgrade {
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly writer: Writer) {}

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stopped && !(await this.writer.addChecksums()));
    } catch (error) {
      if (!(error instanceof EventStoreUnavailableError)) throw error;
      // A full disk: what has its checksum keeps it. After the store is closed, the next start resumes.
      if (this.#stopped) return;
      this.#timer = setTimeout(() => void this.#run(), RETRY_MS).unref();
    }
  }
}
