import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FOLLOWED_LOG, type FollowedLog } from '../requests/positions.js';
import { ApiProblems } from '../problems/problem.dto.js';
import { ProblemError } from '../problems/problems.js';

const LIVE = { status: 'ok' } as const;

const UP = { readModel: { status: 'up' } } as const;
/** The format of health checks that many monitors of Node services read. */
const READY = { status: 'ok', info: UP, error: {}, details: UP } as const;

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(@Inject(FOLLOWED_LOG) private readonly log: FollowedLog) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process responds' })
  @ApiOkResponse({ schema: { example: LIVE } })
  live(): typeof LIVE {
    return LIVE;
  }

  /** Ready means caught up: the read models have followed the log to its end. */
  @Get('ready')
  @ApiOperation({ summary: 'Whether the service has caught up with its log and can answer' })
  @ApiOkResponse({ schema: { example: READY } })
  @ApiProblems('not-ready')
  ready(): typeof READY {
    if (!this.log.isCaughtUp()) throw new ProblemError('not-ready', this.log.failure() ?? 'catching up with the log');
    return READY;
  }
}
