import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectionDependencies } from '../collection/collect-mailbox.js';
import type { CollectionReport } from '../collection/collection-report.js';
import type { CollectorLog } from './collector-log.js';
import { ConfiguredMailbox } from './configured-mailbox.js';
import { FORGETFUL, type RefreshTokens } from '../oauth/index.js';
import type { PollerDependencies } from './mailbox-poller.js';
import type { CollectorStatus, MailboxStatus } from '../collector-status.js';
import { Window } from '../../event-store/index.js';
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
  /**
   * Resolves once `seen` knows all that the ledger held at the start; mailboxes whose mails stay wait for it. Absent:
   * it does.
   */
  readonly seenIsWhole?: () => Promise<void>;
  readonly beforeSession?: PollerDependencies['beforeSession'];
  /** Keeps refresh tokens that providers rotate; absent: they are lost with the process. */
  readonly refreshTokens?: RefreshTokens;
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
  readonly #options: CollectorOptions;
  readonly #slots = new Map<string, Window>();
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>[] = [];
  #mailboxes: ReadonlyMap<string, ConfiguredMailbox> = new Map();
  #isStarted = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.configure(options.mailboxes);
  }

  get mailboxes(): readonly string[] {
    return [...this.#mailboxes.keys()];
  }

  statusOf(mailbox: string): MailboxStatus | null {
    return this.#mailboxes.get(mailbox)?.poller.status ?? null;
  }

  /**
   * Takes the mailboxes as they are configured from now on. Those that have changed are tried at once, whatever the
   * schedule said; those that left are not collected from any more.
   * @param changedFiles files that settings name, whose content has changed
   */
  configure(mailboxes: readonly Pop3MailboxOptions[], changedFiles: ReadonlySet<string> = new Set()): void {
    const before = this.#mailboxes;
    this.#mailboxes = new Map(
      mailboxes.map((options) => [options.name, before.get(options.name) ?? this.#configured(options)]),
    );
    for (const options of mailboxes) before.get(options.name)?.configure(options, changedFiles);
    for (const [name, mailbox] of before) if (!this.#mailboxes.has(name)) mailbox.remove();
    if (!this.#isStarted) return;
    for (const [name, mailbox] of this.#mailboxes) if (!before.has(name)) this.#run(mailbox);
  }

  /** Starts polling. */
  start(): void {
    this.#isStarted = true;
    for (const mailbox of this.#mailboxes.values()) this.#run(mailbox);
  }

  /** Stops polling; resolves when the sessions under way have ended. What they use is to be closed after that. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#stopping.abort();
    await Promise.all(this.#running);
    await Promise.all([...this.#mailboxes.values()].map(({ poller }) => poller.settled()));
  }

  /**
   * Collects from one mailbox now, whatever the schedule says.
   * @throws UnknownMailboxError
   */
  async collect(mailbox: string, { signal, retryParked = false }: CollectNow = {}): Promise<CollectionReport> {
    const poller = this.#mailboxes.get(mailbox)?.poller;
    if (poller === undefined) throw new UnknownMailboxError(mailbox);
    const stop = this.#stopping.signal;
    return poller.collect(signal === undefined ? stop : AbortSignal.any([stop, signal]), retryParked);
  }

  #run(mailbox: ConfiguredMailbox): void {
    this.#running.push(mailbox.run(this.#stopping.signal));
  }

  #configured(mailbox: Pop3MailboxOptions): ConfiguredMailbox {
    const { log, random = Math.random, wait = pause, seenIsWhole = () => Promise.resolve() } = this.#options;
    const { beforeSession = () => undefined, refreshTokens = FORGETFUL } = this.#options;
    return new ConfiguredMailbox(mailbox, {
      ...this.#options,
      log,
      random,
      wait,
      beforeSession,
      refreshTokens,
      observer: logMails(mailbox.name, log),
      seenIsWhole: (signal) => firstOf(seenIsWhole, wait, signal),
      slotsOf: (host) => this.#slotsOf(host),
    });
  }

  #slotsOf(host: string): Window {
    const { sessionsPerHost = DEFAULT_SESSIONS_PER_HOST } = this.#options;
    const slots = this.#slots.get(host) ?? new Window(sessionsPerHost, Infinity);
    this.#slots.set(host, slots);
    return slots;
  }
}

function logMails(mailbox: string, log: CollectorLog): CollectionDependencies['observer'] & object {
  let wasLong = false;
  return {
    listed(mails, held) {
      const isLong = held < mails;
      if (isLong && !wasLong) {
        const message = `lists ${mails} mails; a session looks at ${held} of them, the others have their turn in later ones`;
        log.warn({ mailbox, listed: mails, held }, `mailbox ${mailbox}: ${message}`);
      }
      wasLong = isLong;
    },
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
