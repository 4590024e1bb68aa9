import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type AppParts } from './app.module.js';
import { createHttpApplication } from './http/index.js';

/**
 * Makes the HTTP application of a service, not listening yet: the caller lets it listen at `parts.http` and closes it before
 * the parts. Closing ends the event streams, answers what is under way and takes nothing new.
 * @throws ApiKeysRequiredError where other machines could reach it and no key is configured
 */
export function createHttpApp(parts: AppParts): Promise<NestFastifyApplication> {
  return createHttpApplication(AppModule.forRoot(parts), parts.http);
}
