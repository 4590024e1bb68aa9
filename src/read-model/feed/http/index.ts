export { FEED_QUERIES, FeedController } from './feed.controller.js';
export { EventStreams } from './event-streams.js';
