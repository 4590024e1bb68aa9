import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, PageQueryDto, RequireScope } from '../http/index.js';
import type { Page } from '../projections/index.js';
import type { MailboxQueries, MailboxView } from './mailbox-views.js';
import { MailboxDto } from './mailbox.dto.js';

/** Provider token of the {@link MailboxQueries}. */
export const MAILBOX_QUERIES = Symbol('MailboxQueries');

@ApiTags('mailboxes')
@RequireScope('read')
@Controller('v1/mailboxes')
export class MailboxesController {
  constructor(@Inject(MAILBOX_QUERIES) private readonly mailboxes: MailboxQueries) {}

  @Get()
  @ApiOperation({ summary: 'What was collected from each mailbox, and what waits there' })
  @ApiPageOf(MailboxDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<MailboxView> {
    return this.mailboxes.list(query);
  }
}
