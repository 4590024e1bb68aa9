import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  CLOCK,
  PageQueryDto,
  AS_OF_PROBLEMS,
  AsOfQueryDto,
  RequireScope,
} from '../../../http/index.js';
import type { Clock } from '../../../events/index.js';
import { isAsOf, type AtPosition, type Page } from '../../engine/index.js';
import {
  type ListedRecipient,
  type LookupResult,
  AsOfRecipients,
  type RecipientQueries,
  type RecipientStep,
  type RecipientView,
} from '../index.js';
import { AddressDto, LookupDto, RecipientListQueryDto } from './recipient-requests.dto.js';
import { LookupAnswerDto, RecipientAtPositionDto, RecipientDto, RecipientStepDto } from './recipient.dto.js';

/** Provider token of the {@link RecipientQueries}. */
export const RECIPIENT_QUERIES = Symbol('RecipientQueries');

@ApiTags('recipients')
@RequireScope('read')
@Controller('v1/recipients')
export class RecipientsController {
  constructor(
    @Inject(RECIPIENT_QUERIES) private readonly recipients: RecipientQueries,
    private readonly asOf: AsOfRecipients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Known recipients, by status' })
  @ApiPageOf(RecipientDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: RecipientListQueryDto): Page<ListedRecipient> {
    return this.recipients.list(query, query, this.clock());
  }

  @Post('lookup')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'May these addresses be mailed? Up to 10,000, answered in the given order' })
  @ApiOkResponse({ type: LookupAnswerDto })
  @ApiProblems('invalid-request', 'malformed-body', 'body-too-large', 'position-not-reached', ...AS_OF_PROBLEMS)
  async lookup(
    @Body() { addresses, purpose, ...point }: LookupDto,
  ): Promise<{ readonly results: readonly LookupResult[] } & AtPosition> {
    if (isAsOf(point)) return this.asOf.lookup(addresses, purpose, point);
    return this.recipients.lookup(addresses, purpose, this.clock());
  }

  @Get(':address')
  @ApiOperation({ summary: 'May this address be mailed, and why? An unknown address is valid' })
  @ApiOkResponse({ type: RecipientAtPositionDto })
  @ApiProblems('invalid-request', 'position-not-reached', ...AS_OF_PROBLEMS)
  async find(@Param() { address }: AddressDto, @Query() point: AsOfQueryDto): Promise<RecipientView & AtPosition> {
    return isAsOf(point) ? this.asOf.find(address, point) : this.recipients.find(address, this.clock());
  }

  @Get(':address/history')
  @ApiOperation({ summary: 'The history of an address in order, each step with its cause' })
  @ApiPageOf(RecipientStepDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  history(@Param() { address }: AddressDto, @Query() query: PageQueryDto): Page<RecipientStep> {
    return this.recipients.history(address, query);
  }
}
