/** hard: the address is bad. soft: it failed this time. ignored: says nothing of the address. */
export type VerdictType = 'hard' | 'soft' | 'ignored';

/** Whose doing it was: the recipient's address or mailbox, the receiving side's systems, the sender's, or unknown. */
export type Fault = 'recipient' | 'receiver' | 'sender' | 'unknown';

/** Every reason that a verdict may give, in the order of the documented table. */
export const REASONS = [
  'user-unknown',
  'domain-unknown',
  'recipient-moved',
  'domain-refuses-mail',
  'account-disabled',
  'mailbox-full',
  'recipient-size-limit',
  'message-too-large',
  'connection-blocked',
  'bad-reputation',
  'sender-rejected',
  'policy-rejected',
  'authentication-failed',
  'missing-reverse-dns',
  'relaying-denied',
  'security-refused',
  'rate-limited',
  'too-many-connections',
  'not-rfc-compliant',
  'tls-failed',
  'spam-content',
  'virus-detected',
  'malformed-content',
  'delivery-expired',
  'network-error',
  'receiver-error',
  'receiver-storage-full',
  'delivery-program-failed',
  'smtp-protocol-error',
  'recipient-filtered',
  'unspecified-failure',
  'undetermined',
] as const;
export type Reason = (typeof REASONS)[number];

/** What classification says of one set of facts under one version of the ruleset. */
export interface Verdict {
  readonly type: VerdictType;
  readonly reason: Reason;
  readonly fault: Fault;
  /** Id of the rule that decided; null only for `undetermined`. */
  readonly rule: string | null;
  /** The words (or code) of the facts that the rule matched; null only for `undetermined`. */
  readonly matched: string | null;
  /** Version of the ruleset: its revision in the `ruleset` stream + 1. */
  readonly rulesetVersion: number;
}
