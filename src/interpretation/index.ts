export * from './interpretation.js';
export { interpret } from './interpret.js';
