import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { FOLLOWED_LOG, type FollowedLog } from './positions.js';
import { ApiProblems } from './problem.dto.js';
import { ProblemError } from './problems.js';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(FOLLOWED_LOG) private readonly log: FollowedLog,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process responds' })
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready means caught up: what is read has followed the log to its end. */
  @Get('ready')
  @HealthCheck({ swaggerDocumentation: false })
  @ApiOperation({ summary: 'Whether the service has caught up with its log and can answer' })
  @ApiOkResponse({
    schema: {
      example: { status: 'ok', details: { readModel: { status: 'up' } }, info: {}, error: {} },
    },
  })
  @ApiProblems('not-ready')
  ready(): Promise<HealthCheckResult> {
    if (!this.log.isCaughtUp()) throw new ProblemError('not-ready', this.log.failure() ?? 'catching up with the log');
    return this.health.check([() => this.indicators.check('readModel').up()]);
  }
}
