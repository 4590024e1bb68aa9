import { Controller, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireScope, type AnswerOf } from '../../../http/index.js';
import { MailboxNameDto } from './mailbox.dto.js';
import { CollectionReportDto, CollectNowDto, RebuildReportDto } from './operations.dto.js';
import type { Operations } from '../index.js';

/** Provider token of the {@link Operations}. */
export const OPERATIONS = Symbol('Operations');

@ApiTags('operations')
@RequireScope('admin')
@Controller('v1')
export class OperationsController {
  constructor(@Inject(OPERATIONS) private readonly operations: Operations) {}

  @Post('mailboxes/:name/collections')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Collect from one mailbox now, whatever the schedule says' })
  @ApiOkResponse({ type: CollectionReportDto })
  @ApiProblems('invalid-request', 'unknown-mailbox')
  collect(
    @Param() { name }: MailboxNameDto,
    @Query() { retryParked }: CollectNowDto,
  ): Promise<AnswerOf<CollectionReportDto>> {
    return this.operations.collect(name, { retryParked });
  }

  @Post('read-model/rebuilds')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Build the read model again from the first event, beside the live one, and swap' })
  @ApiOkResponse({ type: RebuildReportDto })
  @ApiProblems('event-store-unavailable')
  rebuild(): Promise<AnswerOf<RebuildReportDto>> {
    return this.operations.rebuild();
  }
}
