import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { FOLLOWED_LOG, type FollowedLog } from '../requests/positions.js';

/** The service's metrics: its process, its requests by route, and what the slices register. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'bounce_ledger_http_request_duration_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [this.registry],
  });
  readonly #wrongKeys = new Counter({
    name: 'bounce_ledger_http_wrong_keys_total',
    help: 'Requests that presented an API key that is none',
    registers: [this.registry],
  });

  constructor(@Inject(FOLLOWED_LOG) log: FollowedLog) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'bounce_ledger_read_model_caught_up',
      help: 'Whether what is read has followed the log to its end: 1 or 0',
      registers: [this.registry],
      collect() {
        this.set(log.isCaughtUp() ? 1 : 0);
      },
    });
  }

  countWrongKey(): void {
    this.#wrongKeys.inc();
  }

  /** Measures every request of the server. Routes are their patterns: no address becomes a label. */
  measure(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unmatched';
      this.#requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }
}
