import type { RecordedEvent } from './envelope.js';

/** Turns an event as it was once written into the shape that its type has today. */
export type Upcaster = (event: RecordedEvent) => RecordedEvent;

/**
 * By type, then by `metadata.schemaVersion`. An upcaster yields today's shape at once. An entry stays for ever, with a
 * golden file in `test/golden/events/old/<type>-<schemaVersion>.json`: somebody's log holds the event.
 */
export const UPCASTERS: ReadonlyMap<string, Readonly<Record<number, Upcaster>>> = new Map([
  ['MailsLeftAside', { 1: (event) => ({ ...event, type: 'RetrievalFailuresRecorded' }) }],
]);

/** The event in today's shape: the very same where it was written so, which is nearly always. */
export function upcast(event: RecordedEvent): RecordedEvent {
  const upcasters = UPCASTERS.get(event.type);
  if (upcasters === undefined) return event;
  return upcasters[Number(event.metadata['schemaVersion'])]?.(event) ?? event;
}
