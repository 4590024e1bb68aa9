import type { SeenMails } from '../../mailbox/index.js';
import type { ReadModelSource } from '../engine/index.js';

const SEEN = 'SELECT max(received_at) AS receivedAt FROM mails WHERE mailbox = ? AND uidl = ? AND size = ?';

/**
 * Which mails of a mailbox were taken in already, so that sessions need not read again what stays there. Only ever a
 * saving: a mail that is read again is known by its id.
 */
export class SqliteSeenMails implements SeenMails {
  constructor(private readonly source: ReadModelSource) {}

  receivedAt(mailbox: string, uidl: string, size: number): string | null {
    const { database } = this.source;
    return database.get<{ receivedAt: string | null }>(SEEN, mailbox, uidl, size)?.receivedAt ?? null;
  }
}
