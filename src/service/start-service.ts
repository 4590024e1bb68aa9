import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { API_SCOPES, type Configuration, type Settings } from '../config/index.js';
import type { ApiKey } from '../http/index.js';
import { ChangingConfiguration } from './changing-configuration.js';
import { warnOfForgery } from './forgery.js';
import { openBounceLedger, type BounceLedger } from './open-bounce-ledger.js';
import { removeServiceFile, writeServiceFile } from './service-file.js';
import { makeIdentity, proofOf } from './service-identity.js';
import { warnOfOpenness } from './warn-of-openness.js';

/** A running bounce-ledger. */
export interface RunningService {
  readonly bounceLedger: BounceLedger;
  /** Where it answers; null without the role `api`. */
  readonly url: string | null;
  /** Reads the configuration again and applies what can be applied. What is wrong with it is logged. */
  reload(): void;
  /** Drains in-flight work: sessions, appends, answers. Idempotent. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Where the settings are from. With it, secrets are read again when their files change. */
  readonly configuration?: Configuration;
  /** Ends the waiting for an event store that is not there. */
  readonly signal?: AbortSignal;
}

/**
 * Starts what the configured roles require: HTTP first, then the collector.
 * @throws what openBounceLedger throws; ApiKeysRequiredError; what listening throws (EADDRINUSE, …)
 */
export async function startService(
  settings: Settings,
  logger: Logger,
  { configuration, signal }: StartOptions = {},
): Promise<RunningService> {
  let changing: ChangingConfiguration | undefined;
  const beforeSession = () => changing?.refresh();
  const bounceLedger = await openWhileAnswering(settings, logger, { beforeSession, ...(signal && { signal }) });
  warnOfOpenness({ settings, ...configuration }, logger);
  const { collector } = bounceLedger;
  // One that was killed may have left it: the directory is ours now.
  removeServiceFile(settings.dataDir);
  let http: HttpSide | null = null;
  const close = async (): Promise<void> => {
    changing?.stop();
    removeServiceFile(settings.dataDir);
    // First what writes, then what answers, then what both depend on.
    await collector.stop();
    await bounceLedger.reinterpretations.close();
    await bounceLedger.reclassifications.close();
    await http?.app.close();
    await bounceLedger.close();
  };

  try {
    if (settings.roles.includes('api')) http = await listen(settings, bounceLedger);
    if (configuration !== undefined) {
      const apply = (changed: Settings, files: ReadonlySet<string>) => {
        http?.acceptKeys(changed);
        collector.configure(changed.mailboxes, files);
        logger.level = changed.log.level;
      };
      changing = new ChangingConfiguration(configuration, apply, logger);
      changing.start();
    }
    if (settings.roles.includes('background')) {
      bounceLedger.reclassifications.work();
      bounceLedger.evidenceRetention?.start();
    }
    if (settings.roles.includes('collector')) {
      collector.start();
      logger.info({ mailboxes: settings.mailboxes.map(({ name }) => name) }, 'collecting');
    }
    return { bounceLedger, url: http?.url ?? null, close, reload: () => changing?.reload() };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Until the event store is available, HTTP answers say what the service is waiting for. */
async function openWhileAnswering(
  settings: Settings,
  logger: Logger,
  options: Pick<StartOptions, 'signal'> & { readonly beforeSession: () => void },
): Promise<BounceLedger> {
  if (!settings.roles.includes('api')) return openBounceLedger(settings, logger, options);
  const { waitingSurface } = await import('./waiting-surface.js');
  const waiting = waitingSurface(settings.http);
  try {
    const onWait = (reason: string) => {
      waiting.waitsBecause(reason);
    };
    return await openBounceLedger(settings, logger, { ...options, onWait });
  } finally {
    await waiting.close();
  }
}

interface HttpSide {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** From now on the keys of these settings are valid. @throws ApiKeysRequiredError */
  readonly acceptKeys: (settings: Settings) => void;
}

async function listen(settings: Settings, bounceLedger: BounceLedger): Promise<HttpSide> {
  // A process without HTTP runs without the framework.
  const { createHttpApp, metricsOf, replaceApiKeys } = await import('./http-app.js');
  const { dataDir, http } = settings;
  const { host, port, eventStreams } = http;
  const { ledger, logger } = bounceLedger;
  // For the command line on this machine, new at every start.
  const localKey = { name: 'command-line', key: randomBytes(32).toString('hex'), scopes: API_SCOPES };
  const keysOf = ({ apiKeys }: Settings['http']): readonly ApiKey[] =>
    // A key would require one of everybody.
    apiKeys.length === 0 ? [] : [...apiKeys, localKey];
  const identity = makeIdentity(ledger.ledgerId);
  const identify = (challenge: string) => proofOf(identity, challenge);
  const app = await createHttpApp({
    ...bounceLedger,
    dataDir,
    http: { host, port, eventStreams, apiKeys: keysOf(http), identify },
    reportsEveryMailbox: !settings.roles.includes('collector') && settings.mailboxes.length === 0,
  });
  try {
    warnOfForgery(settings, logger, metricsOf(app));
    bounceLedger.evidenceRetention?.measure(metricsOf(app));
    await app.listen(port, host);
    const url = await app.getUrl();
    writeServiceFile(dataDir, { ...identity, url, token: localKey.key, pid: process.pid });
    logger.info({ url }, `answering at ${url}, described at ${url}/docs`);
    const acceptKeys = (changed: Settings) => {
      replaceApiKeys(app, { host, apiKeys: keysOf(changed.http) });
    };
    return { app, url, acceptKeys };
  } catch (error) {
    await app.close();
    throw error;
  }
}
