import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { API_SCOPES, type Configuration, type Settings } from '../config/index.js';
import type { ApiKey } from '../http/index.js';
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
  /** Drains in-flight work: sessions, appends, answers. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts what the configured roles require: HTTP first, then the collector.
 * @throws what openBounceLedger throws; ApiKeysRequiredError; what listening throws (EADDRINUSE, …)
 */
export async function startService(
  settings: Settings,
  logger: Logger,
  configuration?: Configuration,
): Promise<RunningService> {
  const bounceLedger = await openWhileAnswering(settings, logger);
  warnOfOpenness({ settings, ...configuration }, logger);
  const { collector } = bounceLedger;
  // One that was killed may have left it: the directory is ours now.
  removeServiceFile(settings.dataDir);
  let app: NestFastifyApplication | null = null;
  const close = async (): Promise<void> => {
    removeServiceFile(settings.dataDir);
    // First what writes, then what answers, then what both depend on.
    await collector.stop();
    await bounceLedger.reinterpretations.close();
    await bounceLedger.reclassifications.close();
    await app?.close();
    await bounceLedger.close();
  };

  try {
    let url: string | null = null;
    if (settings.roles.includes('api')) {
      // A process without HTTP runs without the framework.
      const { createHttpApp, metricsOf } = await import('./http-app.js');
      const localKey = makeLocalKey(settings);
      const identity = makeIdentity(bounceLedger.ledger.ledgerId);
      const identify = (challenge: string) => proofOf(identity, challenge);
      const { host, port, eventStreams, apiKeys } = settings.http;
      app = await createHttpApp({
        ...bounceLedger,
        http: { host, port, eventStreams, apiKeys: [...apiKeys, ...localKey], identify },
      });
      warnOfForgery(settings, logger, metricsOf(app));
      await app.listen(port, host);
      url = await app.getUrl();
      writeServiceFile(settings.dataDir, { ...identity, url, token: localKey[0]?.key ?? null, pid: process.pid });
      logger.info({ url }, `answering at ${url}, described at ${url}/docs`);
    }
    if (settings.roles.includes('background')) bounceLedger.reclassifications.work();
    if (settings.roles.includes('collector')) {
      collector.start();
      logger.info({ mailboxes: settings.mailboxes.map(({ name }) => name) }, 'collecting');
    }
    return { bounceLedger, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Until the event store is available, HTTP answers say what the service is waiting for. */
async function openWhileAnswering(settings: Settings, logger: Logger): Promise<BounceLedger> {
  if (!settings.roles.includes('api')) return openBounceLedger(settings, logger);
  const { waitingSurface } = await import('./waiting-surface.js');
  const waiting = waitingSurface(settings.http);
  try {
    return await openBounceLedger(settings, logger, (reason) => {
      waiting.waitsBecause(reason);
    });
  } finally {
    await waiting.close();
  }
}

/** A key for the command line on this machine, new at every start; none if the service requires none. */
function makeLocalKey({ http }: Settings): readonly ApiKey[] {
  if (http.apiKeys.length === 0) return [];
  return [{ name: 'command-line', key: randomBytes(32).toString('hex'), scopes: API_SCOPES }];
}
