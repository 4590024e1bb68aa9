import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { ExpiredEvidence } from '../ledger/evidence/index.js';

const SWEEP_INTERVAL_MS = 60 * 60 * 1000;

/** Tombstones expired evidence when it starts and every hour after that, in the role `background`. */
export class EvidenceRetention {
  readonly #closing = new AbortController();
  #sweeping: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly expired: ExpiredEvidence,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#sweeping = this.#sweep();
    this.#timer = setInterval(() => {
      this.#sweeping = this.#sweeping.then(() => this.#sweep());
    }, SWEEP_INTERVAL_MS).unref();
  }

  /** Registers how many streams this process has tombstoned. */
  measure(registry: Registry): void {
    const { expired } = this;
    new Counter({
      name: 'bounce_ledger_evidence_tombstoned_total',
      help: 'Mails whose expired evidence this process has tombstoned, so that a scavenge of EventStoreDB removes it',
      registers: [registry],
      collect() {
        this.reset();
        this.inc(expired.tombstoned);
      },
    });
  }

  /** Ends after the stream under way. Idempotent. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const { signal } = this.#closing;
    try {
      const streams = await this.expired.sweep(signal);
      if (streams > 0) this.logger.info({ streams }, 'expired evidence was tombstoned: a scavenge removes it');
    } catch (err) {
      // A store that does not answer now answers the next sweep.
      if (!signal.aborted) this.logger.warn({ err }, 'expired evidence could not be tombstoned');
    }
  }
}
