import type { Mail } from '../structure/mail.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import type { Evidence, Family, Reading } from './family.js';

/** Mails by which a mailbox's guard asks the sender to prove to be a person before it delivers. */
export const challenge: Family = {
  name: 'challenge',

  recognise({ headers }: Mail): Evidence | null {
    const subject = headers.first('subject') ?? '';
    // A question to the sender answers a message: by its subject, or by what the mail refers to.
    return /^(?:re|aw|fwd?)\b|confirm|verif|challenge|approv/i.test(subject) || headers.has('in-reply-to')
      ? 'possible'
      : null;
  },

  read(mail: Mail): Reading | null {
    if (!tellsOfChallenge(mail.ownWords)) return null;
    return { kind: 'challenge', reason: 'it asks the sender to prove to be a person' };
  },
};
