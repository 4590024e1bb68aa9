export { feedProjection } from './feed.projection.js';
export type { FeedEvent, FeedQueries, FeedType } from './feed-views.js';
export { SqliteFeedQueries } from './sqlite-feed-queries.js';
export { type FeedFilter, FEED_TYPES } from './feed-views.js';
