import type { Dialect } from './delivery-report.js';
import { courier } from './dialects/courier.js';
import { exchangeOnline } from './dialects/exchange-online.js';
import { exim, eximDelay } from './dialects/exim.js';
import { gmail } from './dialects/gmail.js';
import { postfix, postfixDelay } from './dialects/postfix.js';
import { qmail } from './dialects/qmail.js';
import { sendmail, sendmailDelay } from './dialects/sendmail.js';
import { refusals, type Refusal } from './refusals.js';

/** How many mails one kind of server writes about one kind of refusal. */
export type MixRow = readonly [mails: number, by: Dialect, about: Refusal];

/** Final failures, by reason: what comes back from a campaign to an ageing list. */
export const FAILURES: readonly MixRow[] = [
  // user-unknown
  [150, postfix, refusals.noSuchUser],
  [110, postfix, refusals.noSuchAccount],
  [40, postfix, refusals.recipientNotFound],
  [40, postfix, refusals.noSuchUserHere],
  [50, exim, refusals.noSuchUser],
  [40, exim, refusals.noSuchUserHere],
  [30, exim, refusals.noSuchAccount],
  [30, sendmail, refusals.noSuchAccount],
  [20, sendmail, refusals.noSuchUser],
  [30, qmail, refusals.noSuchUser],
  [20, courier, refusals.noSuchUser],
  [60, exchangeOnline, refusals.recipientNotFound],
  [20, gmail, refusals.noSuchAccount],
  // domain-unknown
  [70, postfix, refusals.hostNotFound],
  [30, exim, refusals.hostNotFound],
  [20, sendmail, refusals.hostNotFound],
  [10, qmail, refusals.hostNotFound],
  [10, gmail, refusals.hostNotFound],
  // account-disabled
  [40, postfix, refusals.accountDisabled],
  [20, exim, refusals.accountDisabled],
  [10, courier, refusals.accountDisabled],
  // mailbox-full
  [80, postfix, refusals.overQuota],
  [50, postfix, refusals.mailboxFull],
  [40, postfix, refusals.outOfStorage],
  [30, exim, refusals.mailboxFull],
  [20, sendmail, refusals.overQuota],
  [20, qmail, refusals.mailboxFull],
  [40, exchangeOnline, refusals.quotaException],
  // the sender's reputation, set-up and content
  [90, postfix, refusals.blockListed],
  [30, exim, refusals.blockListed],
  [60, postfix, refusals.lowReputation],
  [20, gmail, refusals.lowReputation],
  [20, postfix, refusals.unauthenticated],
  [20, postfix, refusals.localPolicy],
  [10, exim, refusals.localPolicy],
  [30, postfix, refusals.spam],
  [10, exchangeOnline, refusals.spam],
  [10, courier, refusals.spam],
  // given up after five days
  [30, postfix, refusals.greylisted],
  [20, sendmail, refusals.greylisted],
  [10, qmail, refusals.greylisted],
  [40, postfix, refusals.timedOut],
  [20, exim, refusals.timedOut],
  [10, sendmail, refusals.timedOut],
  [10, qmail, refusals.timedOut],
  [20, postfix, refusals.tooManyConnections],
];

/** Reports that delivery is still being tried. */
export const DELAYS: readonly MixRow[] = [
  [50, postfixDelay, refusals.greylisted],
  [40, postfixDelay, refusals.outOfStorage],
  [30, postfixDelay, refusals.tooManyConnections],
  [30, eximDelay, refusals.outOfStorage],
  [30, sendmailDelay, refusals.greylisted],
];

/** One mail about four members of a mailing list that the campaign was sent to. */
export const SEVERAL_RECIPIENTS: readonly [Refusal, ...Refusal[]] = [
  refusals.noSuchUser,
  refusals.mailboxFull,
  refusals.noSuchAccount,
  refusals.accountDisabled,
];

/** Mails of other kinds. */
export const OTHER_MAILS = {
  complaints: 24,
  autoReplies: 120,
  challenges: 6,
  personalReplies: 20,
  noise: 17,
  empty: 1,
  nested: 1,
} as const;

/** Mails that are delivered to the mailbox a second time, half of them with the fields that a mail store adds. */
export const DUPLICATES = 40;
