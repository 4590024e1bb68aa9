export { FeedModule } from './feed.module.js';
export type { FeedQueries } from './feed-views.js';
