import type { Reason } from '../events/index.js';

/** What a receiving server answered, or what happened if none answered. */
export type Outcome =
  | {
      readonly kind: 'refused';
      readonly smtpCode: number;
      /** Enhanced status code (RFC 3463); null where the server gives none. */
      readonly status: string | null;
      /** The reply's lines without their codes; `{recipient}` and `{domain}` stand for the recipient's. */
      readonly lines: readonly [string, ...string[]];
      /** The SMTP command that got this answer. */
      readonly inReplyTo: 'connection' | 'RCPT TO' | 'end of DATA';
    }
  | { readonly kind: 'host-not-found' }
  | { readonly kind: 'timed-out' };

/** One way in which deliveries fail, and the reason that should be derived from it. */
export interface Refusal {
  readonly outcome: Outcome;
  readonly reason: Reason;
}

type InReplyTo = Extract<Outcome, { kind: 'refused' }>['inReplyTo'];

function refusal(reason: Reason, inReplyTo: InReplyTo, code: string, ...lines: [string, ...string[]]): Refusal {
  const [smtpCode = '', status = null] = code.split(' ');
  return { reason, outcome: { kind: 'refused', smtpCode: Number(smtpCode), status, lines, inReplyTo } };
}

const RCPT = 'RCPT TO';
const DATA = 'end of DATA';

/** The replies, in the wording of several kinds of server. `192.0.2.25` is the campaign's sending address. */
export const refusals = {
  noSuchUser: refusal(
    'user-unknown',
    RCPT,
    '550 5.1.1',
    '<{recipient}>: Recipient address rejected: User unknown in virtual mailbox table',
  ),
  noSuchAccount: refusal(
    'user-unknown',
    RCPT,
    '550 5.1.1',
    'The email account that you tried to reach does not exist. Please try',
    "double-checking the recipient's email address for typos or",
    'unnecessary spaces. For more information, go to',
    'https://support.gigamail.example/?p=NoSuchUser - gsmtp',
  ),
  noSuchUserHere: refusal('user-unknown', RCPT, '550', 'No Such User Here'),
  recipientNotFound: refusal(
    'user-unknown',
    RCPT,
    '550 5.1.10',
    'RESOLVER.ADR.RecipientNotFound; Recipient {recipient} not found by SMTP address lookup',
  ),
  accountDisabled: refusal(
    'account-disabled',
    RCPT,
    '550 5.2.1',
    'The email account that you tried to reach is disabled.',
  ),
  overQuota: refusal('mailbox-full', DATA, '552 5.2.2', '<{recipient}> Quota exceeded (mailbox for user is full)'),
  mailboxFull: refusal('mailbox-full', RCPT, '552 5.2.2', '<{recipient}>: Mailbox full / user is over quota'),
  quotaException: refusal(
    'mailbox-full',
    DATA,
    '554 5.2.2',
    'mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
  ),
  outOfStorage: refusal(
    'mailbox-full',
    RCPT,
    '452 4.2.2',
    "The recipient's inbox is out of storage space. Please direct the",
    'recipient to https://support.gigamail.example/?p=OverQuotaTemp - gsmtp',
  ),
  blockListed: refusal(
    'connection-blocked',
    RCPT,
    '554 5.7.1',
    'Service unavailable; Client host [192.0.2.25] blocked using dnsbl.example; https://dnsbl.example/query/192.0.2.25',
  ),
  lowReputation: refusal(
    'bad-reputation',
    DATA,
    '550 5.7.1',
    'Our system has detected that this message is suspicious due to the very low',
    'reputation of the sending IP address. To protect our users, the message has',
    'been blocked. - gsmtp',
  ),
  unauthenticated: refusal(
    'authentication-failed',
    DATA,
    '550 5.7.26',
    'This mail has been blocked because the sender is unauthenticated.',
    'All senders must authenticate with either SPF or DKIM. - gsmtp',
  ),
  localPolicy: refusal('policy-rejected', DATA, '554 5.7.1', 'Message rejected due to local policy'),
  spam: refusal('spam-content', DATA, '554 5.7.1', 'Message rejected: it was classified as spam by our content filter'),
  greylisted: refusal(
    'delivery-expired',
    RCPT,
    '450 4.2.0',
    '<{recipient}>: Recipient address rejected: Greylisted, see https://postgrey.example/help/{domain}',
  ),
  tooManyConnections: refusal(
    'too-many-connections',
    'connection',
    '421 4.7.0',
    'mx.{domain} Service not available, too many connections from your host',
  ),
  hostNotFound: { reason: 'domain-unknown', outcome: { kind: 'host-not-found' } },
  timedOut: { reason: 'delivery-expired', outcome: { kind: 'timed-out' } },
} as const satisfies Record<string, Refusal>;
