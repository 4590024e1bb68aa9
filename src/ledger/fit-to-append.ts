import { appendBytesOf, MAX_APPEND_BYTES, type NewEvent } from '../event-store/index.js';
import { capTexts, MAX_TEXT_BYTES } from './cap-text.js';
import type { LedgerEvent } from './events/index.js';

const SHORTEST_TEXT_BYTES = 64;
/** The name by which a MailReceived says that not all of its mail's recipients fitted into one append. */
const LIMIT = 'maxAppendBytes';

/**
 * One append's worth of a mail's events. Texts are capped; a report of hundreds of recipients keeps them all with shorter
 * texts, and one of thousands keeps as many as fit and says so in its MailReceived. The whole is in the evidence.
 */
export function fitToAppend(told: readonly LedgerEvent[], toEvent: (event: LedgerEvent) => NewEvent): NewEvent[] {
  for (let textBytes = MAX_TEXT_BYTES; textBytes >= SHORTEST_TEXT_BYTES; textBytes /= 2) {
    const events = told.map((event) => toEvent(capTexts(event, textBytes)));
    if (events.reduce((sum, event) => sum + appendBytesOf(event), 0) <= MAX_APPEND_BYTES) return events;
  }
  return asManyAsFit(told, (event) => toEvent(capTexts(event, SHORTEST_TEXT_BYTES)));
}

function asManyAsFit(told: readonly LedgerEvent[], toEvent: (event: LedgerEvent) => NewEvent): NewEvent[] {
  const events: NewEvent[] = [];
  let bytes = 0;
  for (const event of told.map(cutShort).map(toEvent)) {
    bytes += appendBytesOf(event);
    if (bytes > MAX_APPEND_BYTES) break;
    events.push(event);
  }
  // A bounce never stands without its verdict.
  return events.at(-1)?.type === 'BounceReceived' ? events.slice(0, -1) : events;
}

function cutShort(event: LedgerEvent): LedgerEvent {
  if (event.type !== 'MailReceived') return event;
  return { ...event, data: { ...event.data, limitsReached: [...event.data.limitsReached, LIMIT] } };
}
