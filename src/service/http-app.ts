import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Registry } from 'prom-client';
import { AppModule, type AppParts } from './app.module.js';
import { createHttpApplication, Metrics } from '../http/index.js';

/**
 * Makes the HTTP application of a service, not listening yet: the caller lets it listen at `parts.http` and closes it before
 * the parts. Closing ends the event streams, answers what is under way and takes nothing new.
 * @throws ApiKeysRequiredError where other machines could reach it and no key is configured
 */
export function createHttpApp(parts: AppParts): Promise<NestFastifyApplication> {
  return createHttpApplication(AppModule.forRoot(parts), parts.http);
}

/** What the application measures, and `/metrics` tells. */
export function metricsOf(app: NestFastifyApplication): Registry {
  return app.get(Metrics).registry;
}
