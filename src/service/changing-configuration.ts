import { statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { Configuration, Settings } from '../config/index.js';

/** How long a changed file may go unnoticed by what has no session to begin. */
const LOOK_INTERVAL_MS = 5_000;
/** Settings that take effect while the service runs; any other waits for a restart. */
const LIVE: readonly (keyof Settings)[] = ['mailboxes', 'log'];
const LIVE_HTTP: readonly (keyof Settings['http'])[] = ['apiKeys'];

/** What applies settings to the running service. @throws what makes them unusable; then nothing is to change */
export type Apply = (settings: Settings, changedFiles: ReadonlySet<string>) => void;

/**
 * The configuration of a running service. Secrets and certificates are files that others rotate: when one has changed,
 * the secrets are read again. The configuration file itself is read again only when somebody asks for it, since nobody
 * else knows when an edit is complete. What cannot be used is logged, and the service keeps what it has.
 */
export class ChangingConfiguration {
  readonly #initial: Settings;
  #states: ReadonlyMap<string, string>;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private configuration: Configuration,
    private readonly apply: Apply,
    private readonly logger: Logger,
  ) {
    this.#initial = configuration.settings;
    this.#states = statesOf(configuration);
  }

  /** Looks every few seconds. */
  start(): void {
    this.#timer = setInterval(() => {
      this.refresh();
    }, LOOK_INTERVAL_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Reads the secrets again if one of their files has changed since they were read. */
  refresh(): void {
    if (isDeepStrictEqual(statesOf(this.configuration), this.#states)) return;
    this.#take('a secret has changed', () => this.configuration.reloadSecrets());
  }

  /** Reads the configuration file again, and all secrets. */
  reload(): void {
    this.#take('the configuration was read again', () => this.configuration.reload());
  }

  #take(what: string, read: () => Configuration): void {
    // Taken before the files are read: what changes meanwhile is found the next time.
    const states = statesOf(this.configuration);
    const changed = [...states].filter(([file, state]) => this.#states.get(file) !== state).map(([file]) => file);
    this.#states = states;
    try {
      const configuration = read();
      this.apply(configuration.settings, new Set(changed));
      this.configuration = configuration;
      this.#states = new Map([...statesOf(configuration), ...states]);
    } catch (error) {
      this.logger.error({ err: error }, 'the configuration cannot be used: the service keeps the one that it has');
      return;
    }
    this.logger.info({ changed }, what);
    const waiting = changesOf(this.#initial, this.configuration.settings);
    if (waiting.length > 0) this.logger.warn({ waiting }, `changed, and waiting for a restart: ${waiting.join(', ')}`);
  }
}

/** Files whose content is a setting, and what tells that it has changed. */
function statesOf({ secretFiles, settings }: Configuration): ReadonlyMap<string, string> {
  const authorities = settings.mailboxes.flatMap(({ caFile }) => (caFile === undefined ? [] : [caFile]));
  return new Map([...secretFiles, ...authorities].map((file) => [file, stateOf(file)]));
}

function stateOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? 'gone' : [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
}

/** Names of the settings that differ and do not take effect while the service runs. */
function changesOf(before: Settings, after: Settings): readonly string[] {
  const names = (Object.keys(before) as (keyof Settings)[]).filter((name) => name !== 'http' && !LIVE.includes(name));
  const http = (Object.keys(before.http) as (keyof Settings['http'])[]).filter((name) => !LIVE_HTTP.includes(name));
  return [
    ...names.filter((name) => !isDeepStrictEqual(before[name], after[name])),
    ...http.filter((name) => !isDeepStrictEqual(before.http[name], after.http[name])).map((name) => `http.${name}`),
  ];
}
