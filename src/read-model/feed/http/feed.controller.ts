import { Controller, Get, Header, Headers, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiProblems,
  asksForEvents,
  EVENT_STREAM,
  EventStreams,
  pageSchema,
  RequireScope,
} from '../../../http/index.js';
import type { Page } from '../../engine/index.js';
import { FeedEventDto } from './feed-event.dto.js';
import { FeedQueryDto } from './feed-requests.dto.js';
import { feedSource } from './feed-source.js';
import type { FeedEvent, FeedQueries } from '../index.js';

/** Provider token of the {@link FeedQueries}. */
export const FEED_QUERIES = Symbol('FeedQueries');

@ApiTags('events')
@RequireScope('read')
@Controller('v1/events')
export class FeedController {
  constructor(
    @Inject(FEED_QUERIES) private readonly feed: FeedQueries,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  @Header('x-accel-buffering', 'no')
  @ApiOperation({
    summary: 'What happened, in order, from any position: as an endless stream, or page by page',
    description:
      'With `Accept: text/event-stream`, server-sent events whose `id` is the feed position; otherwise pages. Every event is ' +
      'delivered at least once; recognise repeated ones by their `id`.',
  })
  @ApiHeader({ name: 'accept', required: false, example: EVENT_STREAM })
  @ApiHeader({
    name: 'last-event-id',
    required: false,
    description: 'Takes precedence over `after`; clients send it by themselves',
  })
  @ApiExtraModels(FeedEventDto)
  @ApiOkResponse({
    content: {
      'application/json': { schema: pageSchema(FeedEventDto) },
      [EVENT_STREAM]: {
        schema: { type: 'string' },
        example: 'id: 18240/0\nevent: bounce-ledger.recipient.status-changed.v1\ndata: {"specversion":"1.0",…}\n\n',
      },
    },
  })
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  read(
    @Query() query: FeedQueryDto,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Page<FeedEvent> | StreamableFile {
    const after = lastEventId ?? query.cursor ?? query.after;
    if (!asksForEvents(accept)) return this.feed.page(query, after, query.limit);
    // Refuses a position that is none while it can still be answered as a problem.
    this.feed.page(query, after, 1);
    return this.streams.open(feedSource(this.feed, query, after), reply);
  }
}
