import { firstAddressIn } from '../facts/addresses.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * Mails by which Apple Mail unsubscribes its user (List-Unsubscribe's mailto, RFC 2369). They say `Auto-Submitted:
 * auto-replied`, and answer nothing: the user wants no more of this mail.
 */
export const appleUnsubscribe: Family = {
  name: 'apple-unsubscribe',

  recognise({ headers }: Mail): Evidence | null {
    return /^true\b/i.test(headers.first('x-apple-unsubscribe') ?? '') ? 'certain' : null;
  },

  read({ headers }: Mail): Reading {
    const recipient = firstAddressIn(headers.first('from') ?? '');
    return { kind: 'complaint', complaints: [{ recipient, feedbackType: 'opt-out' }] };
  },
};
