export { FEED_QUERIES, FeedController } from './feed.controller.js';
