/** Name of the event file in its data directory. */
export const EVENT_FILE = 'events.sqlite';
