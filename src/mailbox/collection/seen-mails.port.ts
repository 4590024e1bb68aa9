/** What the ledger remembers of the mails of a mailbox: rebuilt from its MailReceived events alone. */
export interface SeenMails {
  /**
   * When a mail of that size was last received from the mailbox under that unique id: ISO 8601, UTC; null if never.
   * @param size bytes, as the server lists it
   */
  receivedAt(mailbox: string, uidl: string, size: number): string | null;
}
