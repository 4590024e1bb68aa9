import { Module, type DynamicModule } from '@nestjs/common';
import { EventStreams } from './event-streams.js';
import type { FeedQueries } from '../index.js';
import { FEED_QUERIES, FeedController } from './feed.controller.js';

export interface FeedParts {
  readonly feed: FeedQueries;
}

@Module({})
export class FeedModule {
  static forRoot({ feed }: FeedParts): DynamicModule {
    return {
      module: FeedModule,
      controllers: [FeedController],
      providers: [
        { provide: FEED_QUERIES, useValue: feed },
        { provide: EventStreams, useFactory: () => new EventStreams(feed) },
      ],
    };
  }
}
