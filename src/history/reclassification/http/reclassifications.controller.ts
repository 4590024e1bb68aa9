import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiPageOf,
  ApiProblems,
  asksForEvents,
  clientGone,
  EVENT_STREAM,
  EventStreams,
  PageQueryDto,
  ReadQueryDto,
  RequestOrigin,
  RequireScope,
  StopSignal,
  type Origin,
} from '../../../http/index.js';
import type { Page } from '../../../read-model/engine/index.js';
import { withRulesetProblems } from '../../rulesets/http/index.js';
import { progressSource } from './progress-source.js';
import { ReclassificationIdDto, ReclassifyDto } from './reclassification-requests.dto.js';
import { type ReclassificationPreview, Reclassifications, type ReclassificationView } from '../index.js';
import { PreviewDto, ReclassificationDto } from './reclassification.dto.js';

@ApiTags('reclassifications')
@Controller('v1/reclassifications')
export class ReclassificationsController {
  constructor(
    @Inject(Reclassifications) private readonly reclassifications: Reclassifications,
    private readonly streams: EventStreams,
    private readonly stopping: StopSignal,
  ) {}

  @Post()
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Preview what a ruleset would change in all of history or, with the digest of a preview, apply it',
    description:
      'With `preview` nothing is written. With `confirm` the ruleset is published and the run begins; it resumes after the ' +
      'service was stopped or killed. The digest covers one ruleset and one state of the log; if either has changed: 409.',
  })
  @ApiExtraModels(PreviewDto)
  @ApiOkResponse({ schema: { $ref: getSchemaPath(PreviewDto) }, description: 'What would change' })
  @ApiAcceptedResponse({ type: ReclassificationDto, description: 'The run has begun' })
  @ApiProblems(
    ...(['invalid-request', 'malformed-body', 'invalid-ruleset', 'body-too-large', 'ruleset-conflict'] as const),
    ...(['preview-outdated', 'reclassification-running', 'not-ready', 'event-store-unavailable'] as const),
  )
  async reclassify(
    @Body() { ruleset, defaults, confirm }: ReclassifyDto,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReclassificationPreview | ReclassificationView> {
    const draft = { ...(ruleset !== undefined && { document: ruleset }), defaults };
    if (confirm !== undefined) {
      const run = await withRulesetProblems(this.reclassifications.begin({ confirm, ...draft }, origin));
      void reply.status(HttpStatus.ACCEPTED);
      return run;
    }
    void reply.status(HttpStatus.OK);
    // Validated: without a digest there is a ruleset.
    const document = ruleset ?? '';
    const signal = AbortSignal.any([this.stopping.signal, clientGone(reply)]);
    return withRulesetProblems(this.reclassifications.preview({ document, defaults }, () => undefined, signal));
  }

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'Reclassifications, latest first' })
  @ApiPageOf(ReclassificationDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: PageQueryDto): Page<ReclassificationView> {
    return this.reclassifications.list(query);
  }

  @Get(':id')
  @RequireScope('read')
  @Header('x-accel-buffering', 'no')
  @ApiOperation({
    summary: 'The progress of a reclassification',
    description: 'With `Accept: text/event-stream`, server-sent events until it has ended.',
  })
  @ApiHeader({ name: 'accept', required: false, example: EVENT_STREAM })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ReclassificationDto) } },
      [EVENT_STREAM]: { schema: { type: 'string' }, example: 'event: reclassification.running\ndata: {"id":…}\n\n' },
    },
  })
  @ApiProblems('invalid-request', 'unknown-reclassification', 'position-not-reached')
  async find(
    @Param() { id }: ReclassificationIdDto,
    @Query() _: ReadQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReclassificationView | StreamableFile> {
    const run = await this.reclassifications.find(id);
    if (!asksForEvents(accept)) return run;
    const source = progressSource({
      find: () => this.reclassifications.find(id),
      onChange: (listener) => this.reclassifications.onChange(listener),
    });
    return this.streams.open(source, reply);
  }

  @Post(':id/cancel')
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Cancel a reclassification before it changes anything; the former ruleset is published again',
  })
  @ApiOkResponse({ type: ReclassificationDto })
  @ApiProblems('invalid-request', 'unknown-reclassification', 'reclassification-ended')
  cancel(
    @Param() { id }: ReclassificationIdDto,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReclassificationView> {
    void reply.status(HttpStatus.OK);
    return this.reclassifications.cancel(id, origin);
  }
}
