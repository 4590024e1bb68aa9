export type * from './classification.js';
