export * from './interpretation.js';
export { interpret } from './interpret.js';
export { MailPlaces } from './mail-places.js';
