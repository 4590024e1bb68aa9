import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, PageQueryDto, ReadQueryDto, RequireScope } from '../../../http/index.js';
import type { AtPosition, Page } from '../../engine/index.js';
import { UnknownClusterError, type UndeterminedCluster, type UndeterminedQueries } from '../index.js';
import { ClusterIdDto, UndeterminedClusterAtPositionDto, UndeterminedClusterDto } from './undetermined.dto.js';

/** Provider token of the {@link UndeterminedQueries}. */
export const UNDETERMINED_QUERIES = Symbol('UndeterminedQueries');

@ApiTags('bounces')
@RequireScope('read')
@Controller('v1/undetermined')
export class UndeterminedController {
  constructor(@Inject(UNDETERMINED_QUERIES) private readonly undetermined: UndeterminedQueries) {}

  @Get()
  @ApiOperation({ summary: 'Texts that no rule matches, by their wording, most bounces first' })
  @ApiPageOf(UndeterminedClusterDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<UndeterminedCluster> {
    return this.undetermined.list(query);
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Texts of one wording that no rule matches, with enough different ones for the examples of a rule',
  })
  @ApiOkResponse({ type: UndeterminedClusterAtPositionDto })
  @ApiProblems('invalid-request', 'unknown-cluster', 'position-not-reached')
  find(@Param() { id }: ClusterIdDto, @Query() _: ReadQueryDto): UndeterminedCluster & AtPosition {
    const cluster = this.undetermined.find(id);
    if (cluster === null) throw new UnknownClusterError(id);
    return cluster;
  }
}
