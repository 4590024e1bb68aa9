import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Registry } from 'prom-client';
import { createHttpApplication, Metrics } from '../http/index.js';
import { registerMailboxMetrics } from '../read-model/mailboxes/http/index.js';
import { registerReportingMtaMetrics } from '../read-model/reporting-mtas/http/index.js';
import type { AppDependencies } from './app-dependencies.js';
import { AppModule } from './app.module.js';

/**
 * Creates the HTTP application of a service, not yet listening. The caller makes it listen at `dependencies.http` and
 * closes it before the dependencies. Closing ends the event streams, answers the requests in flight and accepts no new
 * ones.
 * @throws ApiKeysRequiredError if other machines could reach it and no key is configured
 */
export async function createHttpApp(dependencies: AppDependencies): Promise<NestFastifyApplication> {
  const { http, ledger, mailboxes, readModel, reportsEveryMailbox = false } = dependencies;
  const app = await createHttpApplication(AppModule.forRoot(dependencies), http);
  const registry = metricsOf(app);
  registerMailboxMetrics(registry, mailboxes, { clock: ledger.clock, everyMailbox: reportsEveryMailbox });
  registerReportingMtaMetrics(registry, readModel.reportingMtas);
  return app;
}

export { replaceApiKeys } from '../http/index.js';

/** The application's metrics, which `/metrics` shows. */
export function metricsOf(app: NestFastifyApplication): Registry {
  return app.get(Metrics).registry;
}
