import { Controller, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireScope, type AnswerOf } from '../../../http/index.js';
import type { CollectionReport, CollectNow } from '../../../mailbox/index.js';
import { CollectionReportDto, CollectNowDto } from './collections.dto.js';
import { MailboxNameDto } from './mailbox.dto.js';

/** The collector, as far as this route asks something of it. */
export interface CollectsNow {
  /**
   * Collects from one mailbox now, whatever the schedule says.
   * @throws UnknownMailboxError
   */
  collect(mailbox: string, how: Pick<CollectNow, 'retryParked'>): Promise<CollectionReport>;
}

/** Provider token of what {@link CollectsNow}. */
export const COLLECT_NOW = Symbol('CollectNow');

@ApiTags('operations')
@RequireScope('admin')
@Controller('v1/mailboxes/:name/collections')
export class CollectionsController {
  constructor(@Inject(COLLECT_NOW) private readonly collector: CollectsNow) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Collect from one mailbox now, without waiting for the schedule' })
  @ApiOkResponse({ type: CollectionReportDto })
  @ApiProblems('invalid-request', 'unknown-mailbox')
  collect(
    @Param() { name }: MailboxNameDto,
    @Query() { retryParked }: CollectNowDto,
  ): Promise<AnswerOf<CollectionReportDto>> {
    return this.collector.collect(name, { retryParked });
  }
}
