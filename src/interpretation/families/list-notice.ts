import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

/** What a list asks whoever joins it. */
const SUBSCRIPTION = /^\s*(?:confirm [0-9a-f]{16}|welcome)/i;

/**
 * What Mailman itself writes to who posted to a list, e.g. that a moderator looks at the message first: in the list's
 * language, and marked in English. What tells of a refusal in words that are known is read as one before.
 */
export const listNotice: Family = {
  name: 'list-notice',

  recognise({ headers }: Mail): Evidence | null {
    const isNotice = /^yes/i.test(headers.first('x-list-administrivia') ?? '');
    return isNotice && !SUBSCRIPTION.test(headers.first('subject') ?? '') ? 'possible' : null;
  },

  read(): Reading {
    return { kind: 'auto-reply', reason: 'a mailing list’s program answers who posted to it' };
  },
};
