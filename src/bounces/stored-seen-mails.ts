import type { SeenMails } from '../mailbox/index.js';
import type { ReadModelSource } from '../projections/index.js';

const SEEN = 'SELECT 1 FROM mails WHERE mailbox = ? AND uidl = ? AND size = ? LIMIT 1';

/**
 * Which mails of a mailbox were taken in already, so that a session with `after: keep` need not read them again. Only ever a
 * saving: a mail that is read again is known by its id.
 */
export class StoredSeenMails implements SeenMails {
  constructor(private readonly source: ReadModelSource) {}

  /** @param size bytes, as the server lists it */
  has(mailbox: string, uidl: string, size: number): boolean {
    return this.source.database.get(SEEN, mailbox, uidl, size) !== undefined;
  }
}
