import type { IncomingMessage } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { encodeJson } from '../../events/index.js';
import { ApiKeys } from '../access/api-keys.js';
import { authenticate } from '../access/authentication.js';
import { registerBodies } from '../requests/bodies.js';
import { MAX_JSON_BODY_BYTES } from '../requests/limits.js';
import { refuseOpenPort } from '../access/loopback.js';
import { Metrics } from '../operations/metrics.js';
import { serveOpenApi } from '../openapi/openapi.js';
import { decodeBodies } from '../requests/content-encoding.js';
import { EventStreams } from '../streams/event-streams.js';
import { refuseOddShapes } from '../requests/request-shape.js';
import { refuseUrl } from '../problems/refused-urls.js';
import { requestId } from '../operations/request-log.js';
import type { HttpOptions } from './http-options.js';
import { stopInTime } from './stopping.js';

/** Fastify's own limit of 100 characters is shorter than an address, percent-encoded. */
const MAX_PATH_PARAMETER_LENGTH = 1024;
/** How long a client may take to send a request: an upload of sends may be large, but a slow one must end. */
const REQUEST_TIMEOUT_MS = 300_000;
const DEFAULT_STOP_GRACE_MS = 10_000;

/**
 * Creates the HTTP application of a module, not yet listening.
 * @throws ApiKeysRequiredError if other machines could reach it and no key is configured
 */
export async function createHttpApplication(
  module: DynamicModule,
  options: HttpOptions,
): Promise<NestFastifyApplication> {
  refuseOpenPort(options);
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_JSON_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER_LENGTH },
    frameworkErrors: refuseUrl,
    genReqId: (request: IncomingMessage) => {
      // Nest's logger reads the raw request's id.
      const id = requestId(request);
      Object.assign(request, { id });
      return id;
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  const server: FastifyInstance = adapter.getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('cache-control', 'no-store').header('x-request-id', request.id);
    done();
  });
  const metrics = app.get(Metrics);
  metrics.measure(server);
  const keys = new ApiKeys(options.apiKeys);
  server.decorate('apiKeys', keys);
  authenticate(server, keys, () => {
    metrics.countWrongKey();
  });
  app.get(EventStreams).refuseExcess(server);
  decodeBodies(server);
  refuseOddShapes(server);
  registerBodies(server);
  // What a mail says is in most answers.
  server.setReplySerializer(encodeJson);
  stopInTime(server, options.stopGraceMs ?? DEFAULT_STOP_GRACE_MS);
  // Behind a proxy the service runs over plain HTTP, where /docs could otherwise not load its own scripts.
  app.useSecurityHeaders({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  app.enableCsrfProtection();
  serveOpenApi(app);
  return app;
}

/**
 * Has an application accept these keys from now on, and no others.
 * @throws ApiKeysRequiredError if other machines could reach it and there is none; then nothing changes
 */
export function replaceApiKeys(app: NestFastifyApplication, options: Pick<HttpOptions, 'host' | 'apiKeys'>): void {
  refuseOpenPort(options);
  app.getHttpAdapter().getInstance().apiKeys.replace(options.apiKeys);
}
