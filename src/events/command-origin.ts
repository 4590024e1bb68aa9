import type { EventContext } from './new-event.js';

/** Who asked, for the events' metadata. */
export type CommandOrigin = Pick<EventContext, 'correlationId' | 'causationId' | 'actor'>;
