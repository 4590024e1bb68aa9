import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, PageQueryDto, RequireScope } from '../http/index.js';
import type { Page } from '../projections/index.js';
import type { UndeterminedCluster, UndeterminedQueries } from './undetermined-views.js';
import { UndeterminedClusterDto } from './undetermined.dto.js';

/** Provider token of the {@link UndeterminedQueries}. */
export const UNDETERMINED_QUERIES = Symbol('UndeterminedQueries');

@ApiTags('bounces')
@RequireScope('read')
@Controller('v1/undetermined')
export class UndeterminedController {
  constructor(@Inject(UNDETERMINED_QUERIES) private readonly undetermined: UndeterminedQueries) {}

  @Get()
  @ApiOperation({ summary: 'Texts that no rule knows, by their wording, most bounces first: each waits for a rule' })
  @ApiPageOf(UndeterminedClusterDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<UndeterminedCluster> {
    return this.undetermined.list(query);
  }
}
