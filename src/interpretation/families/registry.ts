import type { Mail } from '../structure/mail.js';
import { amazonSes } from './amazon-ses.js';
import { appleUnsubscribe } from './apple-unsubscribe.js';
import { arf } from './arf.js';
import { autoReply } from './auto-reply.js';
import { challenge } from './challenge.js';
import type { Evidence, Family, Reading } from './family.js';
import { feedbackLoop } from './feedback-loop.js';
import { fml } from './fml.js';
import { listNotice } from './list-notice.js';
import { genericText } from './generic-text.js';
import { microsoftFeedback } from './microsoft-feedback.js';
import { nullPathAnswer } from './null-path-answer.js';
import { phquery } from './phquery.js';
import { postfixSession } from './postfix-session.js';
import { readReceipt } from './read-receipt.js';
import { rfc3464 } from './rfc3464.js';
import { rfc3464InText } from './rfc3464-in-text.js';
import { sieveReject } from './sieve-reject.js';

/** All families. Among those with equally strong evidence the earlier one is asked first. */
const FAMILIES: readonly Family[] = [
  rfc3464,
  arf,
  sieveReject,
  readReceipt,
  amazonSes,
  appleUnsubscribe,
  autoReply,
  microsoftFeedback,
  feedbackLoop,
  postfixSession,
  fml,
  phquery,
  rfc3464InText,
  genericText,
  challenge,
  listNotice,
  nullPathAnswer,
];

const STRONGEST_FIRST: readonly Evidence[] = ['certain', 'likely', 'possible'];

export interface FamilyReading {
  readonly family: string;
  readonly reading: Reading;
}

/** Asks the families that recognise the mail, by the strength of their evidence, until one reads it. */
export function readByFamily(mail: Mail): FamilyReading | null {
  const asked = new Map<Family, Evidence | null>();
  for (const strength of STRONGEST_FIRST) {
    for (const family of FAMILIES) {
      // Asked as late as possible: most mails are read by one of the first families.
      if (!asked.has(family)) asked.set(family, family.recognise(mail));
      const reading = asked.get(family) === strength ? family.read(mail) : null;
      if (reading !== null) return { family: family.name, reading };
    }
  }
  return null;
}
