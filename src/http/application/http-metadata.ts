import type { ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { EventStreamSettings } from '../../config/index.js';
import type { Clock } from '../../events/index.js';
import { HealthController, WRITTEN_LOG, type WrittenLog } from '../operations/health.controller.js';
import { IDENTIFY, IdentityController, type Identify } from '../operations/identity.controller.js';
import { MetricsController } from '../operations/metrics.controller.js';
import { Metrics } from '../operations/metrics.js';
import { FOLLOWED_LOG, MinPositionGuard, type FollowedLog } from '../requests/positions.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { requestLog } from '../operations/request-log.js';
import { ScopeGuard } from '../access/scope.guard.js';
import { EVENT_STREAM_LIMITS, EventStreams } from '../streams/event-streams.js';
import type { EventStreamLimits } from './http-options.js';
import { StopSignal } from './stop-signal.js';
import { validationPipe } from '../requests/validation.js';

/** Provider token of the {@link Clock}: what expires is evaluated at the instant of the request. */
export const CLOCK = Symbol('Clock');

export interface HttpDependencies {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly followedLog: FollowedLog;
  readonly writtenLog?: WrittenLog | undefined;
  readonly eventStreams?: EventStreamLimits | undefined;
  readonly identify?: Identify | undefined;
}

/** What every route shares, and the routes about the service itself, as a module's metadata. */
export function httpMetadata({
  logger,
  clock,
  followedLog,
  writtenLog = { failure: () => null },
  eventStreams = new EventStreamSettings(),
  identify = () => '',
}: HttpDependencies): Required<Omit<ModuleMetadata, 'exports'>> {
  return {
    imports: [LoggerModule.forRoot(requestLog(logger))],
    controllers: [HealthController, IdentityController, MetricsController],
    providers: [
      Metrics,
      StopSignal,
      EventStreams,
      { provide: EVENT_STREAM_LIMITS, useValue: eventStreams },
      { provide: IDENTIFY, useValue: identify },
      { provide: CLOCK, useValue: clock },
      { provide: FOLLOWED_LOG, useValue: followedLog },
      { provide: WRITTEN_LOG, useValue: writtenLog },
      { provide: APP_FILTER, useClass: ProblemFilter },
      // In this order: who may not read is not kept waiting for a position.
      { provide: APP_GUARD, useClass: ScopeGuard },
      { provide: APP_GUARD, useClass: MinPositionGuard },
      { provide: APP_PIPE, useFactory: validationPipe },
    ],
  };
}
