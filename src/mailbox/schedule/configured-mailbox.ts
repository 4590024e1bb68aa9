import { isDeepStrictEqual } from 'node:util';
import { collectMailbox, type CollectionDependencies } from '../collection/collect-mailbox.js';
import { mailsStay } from '../collection/plan-collection.js';
import { tokensOf } from '../mailbox-access.js';
import type { RefreshTokens } from '../oauth/index.js';
import type { Window } from '../../event-store/index.js';
import type { AccessTokenSource } from '../pop3/sign-in.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';
import { MailboxPoller, type PollerDependencies } from './mailbox-poller.js';

export interface ConfiguredMailboxDependencies
  extends
    Omit<CollectionDependencies, 'memory' | 'signal' | 'tokens' | 'retryParked'>,
    Pick<PollerDependencies, 'log' | 'random' | 'wait' | 'beforeSession'> {
  /** One place for each session that a host allows at a time. */
  readonly slotsOf: (host: string) => Window;
  readonly refreshTokens: RefreshTokens;
  /** Waited for once, if the mailbox's mails stay on the server. */
  readonly seenIsWhole: (signal: AbortSignal) => Promise<void>;
}

/** One mailbox, as it is configured now, and its poller. */
export class ConfiguredMailbox {
  readonly poller: MailboxPoller;
  readonly #dependencies: ConfiguredMailboxDependencies;
  readonly #removed = new AbortController();
  #options: Pop3MailboxOptions;
  #tokens: AccessTokenSource | null;

  constructor(options: Pop3MailboxOptions, dependencies: ConfiguredMailboxDependencies) {
    this.#options = options;
    this.#dependencies = dependencies;
    this.#tokens = this.#tokensOf(options);
    const { slotsOf, log, random, wait, clock, beforeSession, seenIsWhole } = dependencies;
    this.poller = new MailboxPoller({
      mailbox: options.name,
      log,
      random,
      wait,
      clock,
      beforeSession,
      pollIntervalSeconds: () => this.#options.pollIntervalSeconds,
      hostSlots: () => slotsOf(this.#options.host),
      ready: (signal) => (mailsStay(this.#options) ? seenIsWhole(signal) : Promise.resolve()),
      collect: (memory, signal, retryParked) =>
        collectMailbox(this.#options, { ...dependencies, tokens: this.#tokens, memory, signal, retryParked }),
    });
  }

  /**
   * From the next session on, these options count.
   * @param changedFiles files whose content has changed: an authority's certificate is read by each session
   */
  configure(options: Pop3MailboxOptions, changedFiles: ReadonlySet<string>): void {
    const { caFile } = options;
    const isSame = isDeepStrictEqual(options, this.#options);
    if (isSame && (caFile === undefined || !changedFiles.has(caFile))) return;
    if (!isDeepStrictEqual(options.oauth, this.#options.oauth)) this.#tokens = this.#tokensOf(options);
    this.#options = options;
    this.poller.configuredAnew();
  }

  /** Polls until the signal aborts or the mailbox is removed. */
  run(signal: AbortSignal): Promise<void> {
    return this.poller.run(AbortSignal.any([signal, this.#removed.signal]));
  }

  /** It left the configuration: the session under way ends, and no other begins. */
  remove(): void {
    this.#removed.abort();
  }

  #tokensOf(options: Pop3MailboxOptions): AccessTokenSource | null {
    const { clock, refreshTokens } = this.#dependencies;
    return tokensOf(options, clock, refreshTokens);
  }
}
