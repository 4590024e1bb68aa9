import { setTimeout as sleep } from 'node:timers/promises';
import { collectMailbox, type CollectionDependencies } from '../collection/collect-mailbox.js';
import type { CollectionReport } from '../collection/collection-report.js';
import type { CollectorLog } from './collector-log.js';
import { tokensOf } from '../mailbox-access.js';
import { MailboxPoller, type PollerDependencies } from './mailbox-poller.js';
import type { CollectorStatus, MailboxStatus } from '../collector-status.js';
import { mailsStay } from '../collection/plan-collection.js';
import { Window } from '../pop3/window.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';

/** Courier allows four connections of one address, and others may collect besides. */
const DEFAULT_SESSIONS_PER_HOST = 3;
/** Then mails are retrieved that were before: that costs time, and nothing else. */
const MAX_WAIT_FOR_SEEN_MS = 10 * 60_000;

export interface CollectorOptions extends Pick<
  CollectionDependencies,
  'intake' | 'seen' | 'custody' | 'recorded' | 'clock' | 'limits'
> {
  readonly mailboxes: readonly Pop3MailboxOptions[];
  readonly log: CollectorLog;
  readonly sessionsPerHost?: number;
  readonly random?: () => number;
  readonly wait?: PollerDependencies['wait'];
  /** Resolves once `seen` knows all that the ledger held at the start; mailboxes whose mails stay wait for it. Absent: it does. */
  readonly seenIsWhole?: () => Promise<void>;
}

export interface CollectNow {
  /** Mails that failed before are tried again, also those that are parked. */
  readonly retryParked?: boolean;
  readonly signal?: AbortSignal;
}

/** No mailbox of that name is configured. */
export class UnknownMailboxError extends Error {
  readonly code = 'unknown-mailbox';
  constructor(readonly mailbox: string) {
    super(`no mailbox is named ${mailbox}`);
    this.name = 'UnknownMailboxError';
  }
}

/** Polls every configured mailbox, all at once but for a bound on each host. */
export class Collector implements CollectorStatus {
  readonly #pollers = new Map<string, MailboxPoller>();
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>[] = [];

  constructor(options: CollectorOptions) {
    const { mailboxes, log, sessionsPerHost = DEFAULT_SESSIONS_PER_HOST, random = Math.random, wait = pause } = options;
    const { clock, seenIsWhole } = options;
    const slots = new Map<string, Window>();
    for (const mailbox of mailboxes) {
      const { name, host, pollIntervalSeconds } = mailbox;
      const hostSlots = slots.get(host) ?? new Window(sessionsPerHost, Infinity);
      slots.set(host, hostSlots);
      const tokens = tokensOf(mailbox, options.clock);
      const observer = logMails(name, log);
      const collect: PollerDependencies['collect'] = (memory, signal, retryParked) =>
        collectMailbox(mailbox, { ...options, memory, signal, tokens, observer, retryParked });
      const ready: PollerDependencies['ready'] =
        mailsStay(mailbox) && seenIsWhole !== undefined
          ? (signal) => firstOf(seenIsWhole, wait, signal)
          : () => Promise.resolve();
      const poller = { mailbox: name, pollIntervalSeconds, collect, hostSlots, log, random, wait, clock, ready };
      this.#pollers.set(name, new MailboxPoller(poller));
    }
  }

  get mailboxes(): readonly string[] {
    return [...this.#pollers.keys()];
  }

  statusOf(mailbox: string): MailboxStatus | null {
    return this.#pollers.get(mailbox)?.status ?? null;
  }

  /** Starts polling. */
  start(): void {
    for (const poller of this.#pollers.values()) this.#running.push(poller.run(this.#stopping.signal));
  }

  /** Stops polling; resolves when the sessions under way have ended. What they use is to be closed after that. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running);
    await Promise.all([...this.#pollers.values()].map((poller) => poller.settled()));
  }

  /**
   * Collects from one mailbox now, whatever the schedule says.
   * @throws UnknownMailboxError
   */
  async collect(mailbox: string, { signal, retryParked = false }: CollectNow = {}): Promise<CollectionReport> {
    const poller = this.#pollers.get(mailbox);
    if (poller === undefined) throw new UnknownMailboxError(mailbox);
    const stop = this.#stopping.signal;
    return poller.collect(signal === undefined ? stop : AbortSignal.any([stop, signal]), retryParked);
  }
}

function logMails(mailbox: string, log: CollectorLog): CollectionDependencies['observer'] & object {
  return {
    uidlGivenAgain({ uidl }) {
      log.warn(
        { mailbox, uidl },
        `mailbox ${mailbox}: the server gave a unique id again, to another mail; it was taken in`,
      );
    },
    failed(mail) {
      const { tries, parked, message } = mail;
      const until = parked ? 'it is parked' : 'it is tried again';
      log.warn(
        { mailbox, mail },
        `mailbox ${mailbox}: a mail could not be taken in (try ${tries}), ${until}: ${message}`,
      );
    },
  };
}

/** Resolves when the work is done or has failed, when the longest wait is over, or when the signal aborts. */
async function firstOf(
  work: () => Promise<void>,
  wait: PollerDependencies['wait'],
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const done = work().catch(() => undefined);
  await Promise.race([done, wait(MAX_WAIT_FOR_SEEN_MS, AbortSignal.any([signal, over.signal]))]);
  over.abort();
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Aborting is how the wait ends early, not a failure.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
