import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiPageOf,
  ApiProblems,
  CLOCK,
  AS_OF_PROBLEMS,
  PageQueryDto,
  AsOfQueryDto,
  RequestOrigin,
  RequireScope,
  type AnswerOf,
  type Origin,
} from '../../../http/index.js';
import type { Clock } from '../../../events/index.js';
import { isAsOf, AS_OF_STATES, type AtPosition, type Page, type AsOfStates } from '../../engine/index.js';
import { CampaignRecordedDto, TotalsRecordedDto } from './campaign-answers.dto.js';
import {
  CampaignCommands,
  type CampaignQueries,
  type CampaignView,
  type NewTotals,
  SqliteCampaignQueries,
  UnknownCampaignError,
} from '../index.js';
import { CampaignIdDto, RecordTotalsDto, RegisterCampaignDto } from './campaign-requests.dto.js';
import { CampaignAtPositionDto, CampaignDto } from './campaign.dto.js';
import { sendsByDomain } from './sends-by-domain.js';

/** Provider token of the {@link CampaignQueries}. */
export const CAMPAIGN_QUERIES = Symbol('CampaignQueries');

@ApiTags('campaigns')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly commands: CampaignCommands,
    @Inject(CAMPAIGN_QUERIES) private readonly campaigns: CampaignQueries,
    @Inject(AS_OF_STATES) private readonly asOf: AsOfStates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'Campaigns, latest registered first' })
  @ApiPageOf(CampaignDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<CampaignView> {
    return this.campaigns.list(query, this.clock());
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'The results of a campaign: rates, reasons, domains' })
  @ApiOkResponse({ type: CampaignAtPositionDto })
  @ApiProblems('invalid-request', 'unknown-campaign', 'position-not-reached', ...AS_OF_PROBLEMS)
  async find(@Param() { id }: CampaignIdDto, @Query() point: AsOfQueryDto): Promise<CampaignView & AtPosition> {
    const campaign = isAsOf(point)
      ? await this.asOf.read(point, (state) => new SqliteCampaignQueries(state).find(id, state.instant))
      : this.campaigns.find(id, this.clock());
    if (campaign === null) throw new UnknownCampaignError(id);
    return campaign;
  }

  @Post()
  @RequireScope('ingest')
  @ApiOperation({ summary: 'Register a campaign' })
  @ApiCreatedResponse({ type: CampaignRecordedDto })
  @ApiOkResponse({ type: CampaignRecordedDto, description: 'The campaign was already registered with the same data' })
  @ApiProblems('invalid-request', 'malformed-body', 'campaign-conflict')
  async register(
    @Body() { id, purpose, name }: RegisterCampaignDto,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<CampaignRecordedDto>> {
    const recorded = await this.commands.register({ campaignId: id, purpose, name: name ?? null }, origin);
    void reply.status(recorded.alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
    return { id, ...recorded };
  }

  @Post(':id/totals')
  @RequireScope('ingest')
  @ApiOperation({
    summary: 'Record how many messages a batch had, if its sends are not registered one by one',
  })
  @ApiCreatedResponse({ type: TotalsRecordedDto })
  @ApiOkResponse({ type: TotalsRecordedDto, description: 'The batch was already recorded with the same data' })
  @ApiProblems('invalid-request', 'malformed-body', 'unknown-campaign', 'batch-conflict')
  async recordTotals(
    @Param() { id }: CampaignIdDto,
    @Body() given: RecordTotalsDto,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<TotalsRecordedDto>> {
    const totals = totalsOf(id, given);
    const recorded = await this.commands.recordTotals(totals, origin);
    void reply.status(recorded.alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
    return { batchId: given.batchId, accepted: totals.sends, ...recorded };
  }
}

function totalsOf(campaignId: string, { batchId, sentAt, sends, byDomain }: RecordTotalsDto): NewTotals {
  const counted = byDomain === undefined ? null : sendsByDomain(byDomain);
  // Validated: one of the two is there.
  return { campaignId, batchId, sentAt, sends: counted?.sends ?? Number(sends), byDomain: counted?.byDomain ?? null };
}
