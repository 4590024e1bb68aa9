export interface ServedMail {
  readonly uidl: string;
  readonly bytes: Buffer;
}

export interface Pop3Account {
  readonly user: string;
  readonly password: string;
  readonly mails: readonly ServedMail[];
}

/** The mailbox's current state, which the sessions of all connections share. */
export interface Maildrop {
  readonly account: Pop3Account;
  mails: readonly ServedMail[];
  /** RFC 1939, section 4: a session has exclusive access to the maildrop. */
  isLocked: boolean;
}
