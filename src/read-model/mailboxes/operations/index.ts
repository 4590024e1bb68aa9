export type { Operations } from './operations.js';
