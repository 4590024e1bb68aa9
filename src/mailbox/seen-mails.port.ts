/** What the ledger remembers of the mails of a mailbox: rebuilt from its MailReceived events alone. */
export interface SeenMails {
  /** A mail of that size was retrieved from the mailbox under that unique id. */
  has(mailbox: string, uidl: string, size: number): boolean;
}
