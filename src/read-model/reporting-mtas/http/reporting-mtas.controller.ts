import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, PageQueryDto, RequireScope } from '../../../http/index.js';
import type { Page } from '../../engine/index.js';
import type { ReportingMta, ReportingMtaQueries } from '../index.js';
import { ReportingMtaDto } from './reporting-mta.dto.js';

/** Provider token of the {@link ReportingMtaQueries}. */
export const REPORTING_MTA_QUERIES = Symbol('ReportingMtaQueries');

@ApiTags('bounces')
@RequireScope('read')
@Controller('v1/reporting-mtas')
export class ReportingMtasController {
  constructor(@Inject(REPORTING_MTA_QUERIES) private readonly reportingMtas: ReportingMtaQueries) {}

  @Get()
  @ApiOperation({
    summary: 'How often bounces carry the original Message-ID, by reporting MTA, most lost first',
  })
  @ApiPageOf(ReportingMtaDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<ReportingMta> {
    return this.reportingMtas.list(query);
  }
}
