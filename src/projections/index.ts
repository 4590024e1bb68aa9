export { Changes, type Notice, type RecipientTouch } from './changes.js';
export type { Projection } from './projection.js';
export { ReadModelDatabase } from './read-model-database.js';
