import { Controller, Get, Header, Headers, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiProblems,
  asksForEvents,
  EVENT_STREAM,
  EventStreams,
  pageSchema,
  ProblemError,
  RequireScope,
} from '../../../http/index.js';
import type { EventStore } from '../../../event-store/index.js';
import type { GlobalPosition } from '../../../events/index.js';
import type { Page } from '../../engine/index.js';
import { EncodedFeed } from './encoded-feed.js';
import { FeedEventDto } from './feed-event.dto.js';
import { FeedQueryDto } from './feed-requests.dto.js';
import { feedSource } from './feed-source.js';
import type { FeedEvent, FeedQueries } from '../index.js';

/** Provider token of the {@link FeedQueries}. */
export const FEED_QUERIES = Symbol('FeedQueries');

/** The log, as far as a follower's position is held against it. */
export interface FeedLog extends Pick<EventStore, 'head' | 'compare'> {
  /** How far it was followed; `0` before the first event. */
  position(): string;
}

/** Provider token of the {@link FeedLog}. */
export const FEED_LOG = Symbol('FeedLog');

@ApiTags('events')
@RequireScope('read')
@Controller('v1/events')
export class FeedController {
  readonly #encoded: EncodedFeed;

  constructor(
    @Inject(FEED_QUERIES) private readonly feed: FeedQueries,
    private readonly streams: EventStreams,
    @Inject(FEED_LOG) private readonly log: FeedLog,
  ) {
    this.#encoded = new EncodedFeed(feed, () => log.position());
  }

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
  @ApiProblems(
    'invalid-request',
    'invalid-cursor',
    'position-beyond-log',
    'too-many-event-streams',
    'position-not-reached',
    'event-streams-exhausted',
    'event-store-unavailable',
  )
  async read(
    @Query() query: FeedQueryDto,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<FeedEvent> | StreamableFile> {
    const after = lastEventId ?? query.cursor ?? query.after;
    const isStream = asksForEvents(accept);
    const page = this.feed.page(query, after, isStream ? 1 : query.limit);
    if (after !== undefined && page.items.length === 0) await this.#refuseBeyond(after, page);
    if (!isStream) return page;
    return this.streams.open(feedSource(this.#encoded, query, after), reply);
  }

  /**
   * A follower whose position lies beyond the log, as after a restore, would hear nothing and miss what comes until
   * then. What this process has not followed yet may still be in the log.
   */
  async #refuseBeyond(after: string, followed: Page<FeedEvent>): Promise<void> {
    const position = after.slice(0, after.lastIndexOf('/')) as GlobalPosition;
    const isBeyond = (end: GlobalPosition) => this.log.compare(position, end) > 0;
    if (followed.position !== '0' && !isBeyond(followed.position as GlobalPosition)) return;
    const head = await this.log.head();
    if (head !== null && !isBeyond(head)) return;
    throw new ProblemError(
      'position-beyond-log',
      `the log ends at ${head ?? 'its beginning'}, before ${position}: follow from an earlier position, or from the start`,
    );
  }
}
