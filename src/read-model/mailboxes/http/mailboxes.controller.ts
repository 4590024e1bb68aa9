import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, PageQueryDto, ReadQueryDto, RequireScope } from '../../../http/index.js';
import type { AtPosition, Page } from '../../engine/index.js';
import { UnknownMailboxError } from '../../../mailbox/index.js';
import type { MailboxQueries, MailboxView } from '../index.js';
import { MailboxAtPositionDto, MailboxDto, MailboxNameDto } from './mailbox.dto.js';

/** Provider token of the {@link MailboxQueries}. */
export const MAILBOX_QUERIES = Symbol('MailboxQueries');

@ApiTags('mailboxes')
@RequireScope('read')
@Controller('v1/mailboxes')
export class MailboxesController {
  constructor(@Inject(MAILBOX_QUERIES) private readonly mailboxes: MailboxQueries) {}

  @Get()
  @ApiOperation({ summary: 'What was collected from each mailbox, and what is waiting there' })
  @ApiPageOf(MailboxDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<MailboxView> {
    return this.mailboxes.list(query);
  }

  @Get(':name')
  @ApiOperation({ summary: 'One mailbox: what was collected, what is waiting, and what failed' })
  @ApiOkResponse({ type: MailboxAtPositionDto })
  @ApiProblems('invalid-request', 'unknown-mailbox', 'position-not-reached')
  find(@Param() { name }: MailboxNameDto, @Query() _: ReadQueryDto): MailboxView & AtPosition {
    const mailbox = this.mailboxes.find(name);
    if (mailbox === null) throw new UnknownMailboxError(name);
    return mailbox;
  }
}
