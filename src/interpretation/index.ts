export * from './interpretation.js';
export { interpret, interpretAll } from './interpret.js';
export { MailPlaces } from './mail-places.js';
