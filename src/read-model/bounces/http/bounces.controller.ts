import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, ProblemError, ReadQueryDto, RequireScope } from '../../../http/index.js';
import type { AtPosition, Page } from '../../engine/index.js';
import { BounceIdDto, BounceListQueryDto } from './bounce-requests.dto.js';
import type { BounceQueries, BounceView } from '../index.js';
import { BounceAtPositionDto, BounceDto } from './bounce.dto.js';

/** Provider token of the {@link BounceQueries}. */
export const BOUNCE_QUERIES = Symbol('BounceQueries');

@ApiTags('bounces')
@RequireScope('read')
@Controller('v1/bounces')
export class BouncesController {
  constructor(@Inject(BOUNCE_QUERIES) private readonly bounces: BounceQueries) {}

  @Get()
  @ApiOperation({ summary: 'Bounces, latest first' })
  @ApiPageOf(BounceDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: BounceListQueryDto): Page<BounceView> {
    return this.bounces.list(query, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One bounce: what the mail says, its verdict, and why' })
  @ApiOkResponse({ type: BounceAtPositionDto })
  @ApiProblems('invalid-request', 'unknown-bounce', 'position-not-reached')
  find(@Param() { id }: BounceIdDto, @Query() _: ReadQueryDto): BounceView & AtPosition {
    const bounce = this.bounces.find(id);
    if (bounce === null) throw new ProblemError('unknown-bounce', `no bounce ${id} is in the ledger`);
    return bounce;
  }
}
