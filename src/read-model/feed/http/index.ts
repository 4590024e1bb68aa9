export { FEED_LOG, FEED_QUERIES, FeedController, type FeedLog } from './feed.controller.js';
