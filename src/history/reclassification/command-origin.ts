import type { EventContext } from '../../ledger/index.js';

/** Who asked, for the events' metadata. */
export type CommandOrigin = Pick<EventContext, 'correlationId' | 'causationId' | 'actor'>;
