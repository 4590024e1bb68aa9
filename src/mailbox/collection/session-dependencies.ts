import type { Clock } from '../../events/index.js';
import type { Intake } from '../../ledger/index.js';
import type { AccessTokenSource } from '../pop3/sign-in.js';
import type { CollectionLimits } from './collection-limits.js';
import type { CollectionObserver } from './collection-observer.js';
import type { MailboxMemory } from './mailbox-memory.js';
import type { SeenMails } from './seen-mails.port.js';

/** What one session of a collection works with. */
export interface SessionDependencies {
  readonly intake: Pick<Intake, 'receive'>;
  readonly seen: SeenMails;
  readonly memory: MailboxMemory;
  readonly observer: CollectionObserver;
  readonly clock: Clock;
  readonly limits: CollectionLimits;
  readonly signal: AbortSignal | undefined;
  /** Where the mailbox is signed in to by access tokens. */
  readonly tokens: AccessTokenSource | null;
  /** Mails that failed are retried whether or not their time has come. */
  readonly triesAll: boolean;
}
