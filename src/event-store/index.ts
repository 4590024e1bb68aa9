export type * from './event-store.port.js';
export * from './errors.js';
export * from './embedded/errors.js';
export * from './embedded/open-embedded-event-store.js';
export * from './eventstoredb/open-eventstoredb-event-store.js';
