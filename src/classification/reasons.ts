import { type Fault, type Permanence, REASONS, type Reason, type VerdictType } from '../events/index.js';

/** What a reason means, and its names in the taxonomies that mailers already report by. */
export interface ReasonEntry {
  readonly reason: Reason;
  /** The verdict's type when the failure is permanent; see {@link verdictType}. */
  readonly type: VerdictType;
  readonly fault: Fault;
  /** Reason words of Sisimai 5 (https://libsisimai.org/en/reason/), one to one. */
  readonly sisimai: readonly string[];
  /** Quarantine reason of Adobe Campaign (`iFailureReason`): names the cause; several of ours may share one. */
  readonly adobe: number;
  /**
   * SparkPost bounce classification code
   * (https://support.sparkpost.com/docs/deliverability/bounce-classification-codes).
   */
  readonly sparkpost: number;
}

const entry = (
  reason: Reason,
  type: VerdictType,
  fault: Fault,
  sisimai: string,
  adobe: number,
  sparkpost: number,
): ReasonEntry => ({ reason, type, fault, sisimai: [sisimai], adobe, sparkpost });

const ENTRIES: Readonly<Record<Reason, ReasonEntry>> = {
  'user-unknown': entry('user-unknown', 'hard', 'recipient', 'userunknown', 1, 10),
  'domain-unknown': entry('domain-unknown', 'hard', 'recipient', 'hostunknown', 2, 10),
  'recipient-moved': entry('recipient-moved', 'hard', 'recipient', 'hasmoved', 1, 10),
  'domain-refuses-mail': entry('domain-refuses-mail', 'hard', 'recipient', 'notaccept', 2, 10),
  'account-disabled': entry('account-disabled', 'soft', 'recipient', 'suspend', 4, 20),
  'mailbox-full': entry('mailbox-full', 'soft', 'recipient', 'mailboxfull', 5, 22),
  'recipient-size-limit': entry('recipient-size-limit', 'soft', 'sender', 'exceedlimit', 20, 23),
  'message-too-large': entry('message-too-large', 'soft', 'sender', 'mesgtoobig', 20, 23),
  'connection-blocked': entry('connection-blocked', 'soft', 'sender', 'blocked', 20, 50),
  'bad-reputation': entry('bad-reputation', 'soft', 'sender', 'badreputation', 20, 51),
  'sender-rejected': entry('sender-rejected', 'soft', 'sender', 'rejected', 20, 50),
  'policy-rejected': entry('policy-rejected', 'soft', 'sender', 'policyviolation', 20, 50),
  'authentication-failed': entry('authentication-failed', 'soft', 'sender', 'authfailure', 20, 50),
  'missing-reverse-dns': entry('missing-reverse-dns', 'soft', 'sender', 'requireptr', 20, 50),
  'relaying-denied': entry('relaying-denied', 'soft', 'receiver', 'norelaying', 20, 54),
  'security-refused': entry('security-refused', 'soft', 'sender', 'securityerror', 20, 50),
  'rate-limited': entry('rate-limited', 'soft', 'sender', 'speeding', 20, 20),
  'too-many-connections': entry('too-many-connections', 'soft', 'sender', 'toomanyconn', 20, 20),
  'not-rfc-compliant': entry('not-rfc-compliant', 'soft', 'sender', 'notcompliantrfc', 20, 50),
  'tls-failed': entry('tls-failed', 'soft', 'sender', 'failedstarttls', 20, 50),
  'spam-content': entry('spam-content', 'soft', 'sender', 'spamdetected', 20, 52),
  'virus-detected': entry('virus-detected', 'soft', 'sender', 'virusdetected', 20, 53),
  'malformed-content': entry('malformed-content', 'soft', 'sender', 'contenterror', 20, 40),
  'delivery-expired': entry('delivery-expired', 'soft', 'receiver', 'expired', 3, 24),
  'network-error': entry('network-error', 'soft', 'receiver', 'networkerror', 3, 21),
  'receiver-error': entry('receiver-error', 'soft', 'receiver', 'systemerror', 3, 20),
  'receiver-storage-full': entry('receiver-storage-full', 'soft', 'receiver', 'systemfull', 3, 20),
  'delivery-program-failed': entry('delivery-program-failed', 'soft', 'receiver', 'mailererror', 3, 20),
  'smtp-protocol-error': entry('smtp-protocol-error', 'ignored', 'sender', 'syntaxerror', 25, 40),
  'recipient-filtered': entry('recipient-filtered', 'soft', 'unknown', 'filtered', 20, 40),
  'unspecified-failure': entry('unspecified-failure', 'soft', 'unknown', 'onhold', 3, 40),
  undetermined: entry('undetermined', 'soft', 'unknown', 'undefined', 3, 1),
};

/** Every reason with its meaning, in the documented order (docs/reasons.md). */
export const REASON_TABLE: readonly ReasonEntry[] = REASONS.map((reason) => ENTRIES[reason]);

/** What a reason means. Total: every reason has an entry. */
export function reasonEntry(reason: Reason): ReasonEntry {
  return ENTRIES[reason];
}

/**
 * The type of a verdict for a reason: the table's, except that a transient failure (RFC 3463 class 4, SMTP 4yz) is
 * never hard: the server itself expects that a later attempt may work.
 */
export function verdictType(reason: Reason, permanence: Permanence | null): VerdictType {
  const { type } = ENTRIES[reason];
  return type === 'hard' && permanence === 'transient' ? 'soft' : type;
}
