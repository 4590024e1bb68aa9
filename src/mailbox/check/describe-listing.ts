import type { ListedMail, Listing } from '../pop3/listing.js';
import type { CheckStep } from './check-step.js';

export function describeListing({ total, bytes, mails }: Listing, maxMailBytes: number): CheckStep {
  const tooLarge = mails.filter(({ size }) => size > maxMailBytes).length;
  const detail = `${total} mails, ${bytes} bytes`;
  if (tooLarge === 0) return { step: 'listing', outcome: 'ok', detail };
  return {
    step: 'listing',
    outcome: 'warning',
    detail: `${detail}; ${tooLarge} larger than maxMailBytes, so they will be parked`,
  };
}

/** Whether mails can be known again by their unique ids, by what two sessions in a row listed. */
export function compareListings(first: Listing, second: Listing): CheckStep {
  const step = 'unique-ids';
  if (first.mails.length === 0) return { step, outcome: 'ok', detail: 'no mails to compare' };
  if (first.mails.every(({ uidl }) => uidl === null)) {
    return {
      step,
      outcome: 'warning',
      detail: 'the server does not support UIDL: every session retrieves every kept mail',
    };
  }
  if (!first.uidlsAreUnique) {
    return {
      step,
      outcome: 'warning',
      detail: 'missing or given twice: every session retrieves every kept mail',
    };
  }
  const again = new Set(second.mails.map(keyOf));
  const gone = first.mails.filter((mail) => !again.has(keyOf(mail))).length;
  const of = `${gone} of ${first.mails.length}`;
  return gone === 0
    ? { step, outcome: 'ok', detail: `${first.mails.length} the same in a second session` }
    : {
        step,
        outcome: 'warning',
        detail: `${of} differ in a second session: they are not stable, or somebody else removes mails`,
      };
}

function keyOf({ uidl, size }: ListedMail): string {
  return `${uidl ?? ''} ${size}`;
}
