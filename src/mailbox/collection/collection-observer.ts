import type { RetrievalFailure } from '../../events/index.js';
import type { IntakeResult } from '../../ledger/index.js';
import type { ListedMail } from '../pop3/listing.js';

/** Called at each step of a collection, as it is done: for progress, logs and tests. */
export interface CollectionObserver {
  /** @param held those of the mails that this session looks at */
  listed?(mails: number, held: number): void;
  retrieved?(mail: ListedMail): void;
  /** The mail is durable in the ledger. */
  acknowledged?(mail: ListedMail, result: IntakeResult): void;
  /** The server has given the unique id of an earlier mail to this one. */
  uidlGivenAgain?(mail: ListedMail): void;
  /** A mail failed, and stays on the server for a while. */
  failed?(mail: RetrievalFailure): void;
  /** The server marked the mail as deleted; it is gone only after QUIT. */
  deleted?(mail: ListedMail): void;
  quitting?(): void;
}
