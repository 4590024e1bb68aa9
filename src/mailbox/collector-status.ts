/** What the collector of this process knows of one mailbox since it was started. */
export interface MailboxStatus {
  /** When a session last ran to its end, also one that changed nothing and was not recorded. */
  readonly lastSuccessAt: string | null;
  readonly lastError: string | null;
  readonly failingSince: string | null;
  /** When it is collected from next; null while that is under way, and where this process does not collect. */
  readonly nextCollectionAt: string | null;
}

export interface CollectorStatus {
  /** Names of the configured mailboxes, in their order. */
  readonly mailboxes: readonly string[];
  /** Null before the mailbox was collected from. */
  statusOf(mailbox: string): MailboxStatus | null;
}
