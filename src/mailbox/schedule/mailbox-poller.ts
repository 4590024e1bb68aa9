import type { Clock } from '../../events/index.js';
import type { CollectionReport } from '../collection/collection-report.js';
import type { CollectorLog } from './collector-log.js';
import { MailboxMemory } from '../collection/mailbox-memory.js';
import type { MailboxStatus } from '../collector-status.js';
import { pollDelay } from './poll-delay.js';
import type { Window } from '../../event-store/index.js';

export interface PollerDependencies {
  readonly mailbox: string;
  readonly pollIntervalSeconds: () => number;
  readonly collect: (memory: MailboxMemory, signal: AbortSignal, retryParked: boolean) => Promise<CollectionReport>;
  /** One place for each session that the mailbox's host allows at a time. */
  readonly hostSlots: () => Window;
  readonly log: CollectorLog;
  readonly random: () => number;
  /** Resolves after the time, or as soon as the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  /** Called as each session begins: the last moment at which a changed configuration reaches it. */
  readonly beforeSession: () => void;
  /**
   * Waited for once: resolves when it is known what was collected before, after a time, or as soon as the signal
   * aborts.
   */
  readonly ready: (signal: AbortSignal) => Promise<void>;
}

/** Collects from one mailbox again and again; never two sessions at a time. */
export class MailboxPoller {
  readonly #memory = new MailboxMemory();
  #last: Promise<unknown> = Promise.resolve();
  #failures = 0;
  #lastErrorCode: string | null = null;
  #status: MailboxStatus | null = null;
  #isReady = false;
  /** How often the mailbox was configured anew, and as of which of these a session last began. */
  #configured = 0;
  #tried = 0;
  #endWait: () => void = () => undefined;

  constructor(private readonly parts: PollerDependencies) {}

  /** Null before the first collection. */
  get status(): MailboxStatus | null {
    return this.#status;
  }

  /** Runs until the signal aborts, and ends when the session under way has ended. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { pollIntervalSeconds, random, wait, clock } = this.parts;
      const history = {
        pollIntervalSeconds: pollIntervalSeconds(),
        failures: this.#failures,
        lastErrorCode: this.#lastErrorCode,
      };
      const report = await this.collect(signal);
      const { delayMs, failures } = pollDelay(report, history, random());
      // It was configured anew during the session, which knew nothing of it.
      if (this.#configured !== this.#tried) continue;
      this.#failures = failures;
      this.#planned(new Date(clock().getTime() + delayMs).toISOString());
      const ending = new AbortController();
      this.#endWait = () => {
        ending.abort();
      };
      await wait(delayMs, AbortSignal.any([signal, ending.signal]));
      this.#planned(null);
    }
  }

  /** The mailbox was configured anew: what failed before may work now, so it is tried at once. */
  configuredAnew(): void {
    this.#configured += 1;
    this.#failures = 0;
    this.#endWait();
  }

  /** Collects once, after the session that may be under way. */
  collect(signal: AbortSignal, retryParked = false): Promise<CollectionReport> {
    const turn = this.#last.then(() => this.#collect(signal, retryParked));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when no session is under way, nor waits for its turn. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async #collect(signal: AbortSignal, retryParked: boolean): Promise<CollectionReport> {
    const { hostSlots, collect, ready, beforeSession } = this.parts;
    // Before a place is taken that others wait for.
    if (!this.#isReady) await ready(signal);
    this.#isReady = true;
    return hostSlots().run(0, async () => {
      beforeSession();
      this.#tried = this.#configured;
      const report = await collect(this.#memory, signal, retryParked);
      this.#tell(report);
      this.#lastErrorCode = report.error?.code ?? null;
      this.#remember(report);
      return report;
    });
  }

  #planned(nextCollectionAt: string | null): void {
    if (this.#status !== null) this.#status = { ...this.#status, nextCollectionAt };
  }

  #remember({ error, startedAt, completedAt }: CollectionReport): void {
    // That this process was asked to stop says nothing about the mailbox.
    if (error?.code === 'pop3-aborted') return;
    const { lastSuccessAt = null, failingSince = null, nextCollectionAt = null } = this.#status ?? {};
    this.#status =
      error === null
        ? { lastSuccessAt: completedAt, lastError: null, failingSince: null, nextCollectionAt }
        : { lastSuccessAt, lastError: error.code, failingSince: failingSince ?? startedAt, nextCollectionAt };
  }

  /** Says what is new: a failure that lasts is said once. */
  #tell(report: CollectionReport): void {
    const { log } = this.parts;
    const { error, ...counts } = report;
    if (error !== null && error.code !== this.#lastErrorCode && error.code !== 'pop3-aborted') {
      log.warn({ ...counts, error }, `mailbox ${report.mailbox}: ${error.message}`);
    } else if (error === null && this.#lastErrorCode !== null) {
      log.info(counts, `mailbox ${report.mailbox}: reachable again`);
    } else if (report.appended > 0 || report.deleted > 0) {
      log.info(counts, `mailbox ${report.mailbox}: ${report.appended} mails taken in, ${report.deleted} deleted`);
    }
  }
}
