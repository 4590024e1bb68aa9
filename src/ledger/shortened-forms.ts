import { capTexts, MAX_TEXT_BYTES } from './cap-text.js';
import type { LedgerEvent } from '../events/index.js';

const MIN_TEXT_BYTES = 64;
const KEPT_EACH_TIME = 0.9;
/** The name by which what begins a set says that not all of its mail's recipients fitted into one append. */
const LIMIT = 'maxAppendBytes';

/**
 * A mail's events in ever smaller forms, to be tried until one fits into an append; the whole is in the evidence. First
 * as they are, which nearly always fits; then with shorter texts, for a report of hundreds of recipients; then with
 * ever fewer recipients, which the first event says. The last form has none.
 * @param events with texts of MAX_TEXT_BYTES at most
 */
export function* shortenedForms(events: readonly LedgerEvent[]): Generator<readonly LedgerEvent[]> {
  yield events;
  for (let textBytes = MAX_TEXT_BYTES / 2; textBytes >= MIN_TEXT_BYTES; textBytes /= 2) {
    yield events.map((event) => capTexts(event, textBytes));
  }
  const shortest = events.map((event) => withLimitReached(capTexts(event, MIN_TEXT_BYTES)));
  for (let kept = shortest.length - 1; kept > 0; kept = Math.floor(kept * KEPT_EACH_TIME)) {
    // A bounce never stands without its verdict.
    yield shortest.slice(0, shortest[kept - 1]?.type === 'BounceReceived' ? kept - 1 : kept);
  }
}

function withLimitReached(event: LedgerEvent): LedgerEvent {
  switch (event.type) {
    case 'MailReceived':
      return { ...event, data: { ...event.data, limitsReached: [...event.data.limitsReached, LIMIT] } };
    case 'MailReinterpreted':
      return { ...event, data: { ...event.data, limitsReached: [...event.data.limitsReached, LIMIT] } };
    default:
      return event;
  }
}
