import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FOLLOWED_LOG, type FollowedLog } from '../requests/positions.js';
import { ApiProblems } from '../problems/problem.dto.js';
import { ProblemError } from '../problems/problems.js';

const LIVE = { status: 'ok' } as const;

const UP = { readModel: { status: 'up' } } as const;
/** The format of health checks that many monitors of Node services read. */
const READY = { status: 'ok', info: UP, error: {}, details: UP } as const;

/** Whether the log can be appended to. */
export interface WrittenLog {
  /** Why every append is refused right now; null while they are taken, as far as is known. */
  failure(): string | null;
}

/** Provider token of the {@link WrittenLog}. */
export const WRITTEN_LOG = Symbol('WrittenLog');

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(FOLLOWED_LOG) private readonly log: FollowedLog,
    @Inject(WRITTEN_LOG) private readonly writtenLog: WrittenLog,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process responds' })
  @ApiOkResponse({ schema: { example: LIVE } })
  live(): typeof LIVE {
    return LIVE;
  }

  /**
   * Ready means caught up, and able to write: the read models have followed the log to its end, and the event store
   * takes appends. Reasons may name the event store's address, which is not for everybody.
   */
  @Get('ready')
  @ApiOperation({ summary: 'Whether the service has caught up with its log and can answer' })
  @ApiOkResponse({ schema: { example: READY } })
  @ApiProblems('not-ready')
  ready(@Req() { client }: FastifyRequest): typeof READY {
    const refusal = this.writtenLog.failure();
    if (refusal !== null) {
      const reason = client === null ? '' : `: ${refusal}`;
      throw new ProblemError('not-ready', `every write is refused${reason}`);
    }
    if (this.log.isCaughtUp()) return READY;
    const failure = this.log.failure();
    if (failure === null) throw new ProblemError('not-ready', 'catching up with the log');
    throw new ProblemError('not-ready', client === null ? 'the log cannot be followed' : failure);
  }
}
