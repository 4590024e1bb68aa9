import { applyDecorators, Body, Controller, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiProblems,
  RequestOrigin,
  RequireScope,
  TakesLists,
  type AnswerOf,
  type Origin,
} from '../../../http/index.js';
import { SendsRecordedDto } from './campaign-answers.dto.js';
import { CampaignCommands } from '../index.js';
import { BatchQueryDto, CampaignIdDto, RecordSendsDto, SendDto } from './campaign-requests.dto.js';
import { SendsRequests } from './sends-requests.js';

const NDJSON_EXAMPLE = '{"recipient":"ana@example.com","sendId":"s9","sentAt":"2026-11-21T08:00:00Z"}\n';

function ApiSendsBatch(): MethodDecorator {
  return applyDecorators(
    TakesLists(),
    ApiExtraModels(RecordSendsDto, SendDto),
    ApiConsumes('application/json', 'application/x-ndjson'),
    ApiBody({
      description:
        'JSON that contains the batch’s id, or NDJSON of any length with one send per line and the id in the query',
      schema: { anyOf: [{ $ref: getSchemaPath(RecordSendsDto) }, { type: 'string', example: NDJSON_EXAMPLE }] },
    }),
    ApiCreatedResponse({ type: SendsRecordedDto }),
    ApiOkResponse({ type: SendsRecordedDto, description: 'The batch was already recorded' }),
  );
}

@ApiTags('campaigns')
@RequireScope('ingest')
@Controller('v1')
export class SendsController {
  constructor(
    private readonly campaigns: CampaignCommands,
    private readonly requests: SendsRequests,
  ) {}

  @Post('campaigns/:id/sends')
  @ApiOperation({
    summary: 'Register the sends of a campaign, so that its bounces can be verified and its rates computed',
  })
  @ApiSendsBatch()
  @ApiProblems(
    'invalid-request',
    'nothing-to-record',
    'malformed-body',
    'unknown-campaign',
    'batch-conflict',
    'body-too-large',
    'unsupported-media-type',
  )
  async ofCampaign(
    @Param() { id }: CampaignIdDto,
    @Query() { batchId }: BatchQueryDto,
    @Body() body: unknown,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<SendsRecordedDto>> {
    await this.campaigns.mustExist(id);
    return this.#record(id, batchId, body, origin, reply);
  }

  @Post('sends')
  @ApiOperation({ summary: 'Register sends without a campaign' })
  @ApiSendsBatch()
  @ApiProblems(
    'invalid-request',
    'nothing-to-record',
    'malformed-body',
    'batch-conflict',
    'body-too-large',
    'unsupported-media-type',
  )
  ofNoCampaign(
    @Query() { batchId }: BatchQueryDto,
    @Body() body: unknown,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<SendsRecordedDto>> {
    return this.#record(null, batchId, body, origin, reply);
  }

  async #record(
    campaignId: string | null,
    batchIdInQuery: string | undefined,
    body: unknown,
    origin: Origin,
    reply: FastifyReply,
  ): Promise<AnswerOf<SendsRecordedDto>> {
    const recorded = await this.requests.record({ campaignId, batchIdInQuery, body }, origin);
    void reply.status(recorded.alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
    return recorded;
  }
}
