export type * from './types.js';
export * from './facts.js';
export * from './verdict.js';
export { parseInstant } from './instant.js';
export type * from './ledger-event.js';
