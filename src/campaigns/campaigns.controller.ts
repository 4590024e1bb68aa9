import { Body, Controller, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequestOrigin, RequireScope, type AnswerOf, type Origin } from '../http/index.js';
import { CampaignRecordedDto, TotalsRecordedDto } from './campaign-answers.dto.js';
import { CampaignCommands, type NewTotals } from './campaign-commands.js';
import { CampaignIdDto, RecordTotalsDto, RegisterCampaignDto } from './campaign-requests.dto.js';
import { sendsByDomain } from './sends-by-domain.js';

@ApiTags('campaigns')
@Controller('v1/campaigns')
export class CampaignsController {
  constructor(private readonly commands: CampaignCommands) {}

  @Post()
  @RequireScope('ingest')
  @ApiOperation({ summary: 'Register a campaign' })
  @ApiCreatedResponse({ type: CampaignRecordedDto })
  @ApiOkResponse({ type: CampaignRecordedDto, description: 'The campaign was registered before, with the same data' })
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
    summary: 'Record how many messages a batch held, where its sends are not registered one by one',
  })
  @ApiCreatedResponse({ type: TotalsRecordedDto })
  @ApiOkResponse({ type: TotalsRecordedDto, description: 'The batch was recorded before, with the same data' })
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
