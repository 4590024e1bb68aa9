import type { ListedMail } from '../pop3/listing.js';
import { PopError } from '../pop3/pop-error.js';
import type { PopSession } from '../pop3/pop-session.js';
import type { CollectionObserver } from './collection-observer.js';

/**
 * Marks mails to be deleted at QUIT; one that the server refuses to delete stays.
 * @returns those that the server marked
 * @throws PopError once every DELE has settled
 */
export async function deleteMails(
  session: PopSession,
  mails: readonly ListedMail[],
  observer: CollectionObserver,
): Promise<readonly ListedMail[]> {
  const marked: ListedMail[] = [];
  const deletions = mails.map(async (mail) => {
    try {
      await session.delete(mail);
    } catch (error) {
      if (error instanceof PopError && error.kind === 'refused') return;
      throw error;
    }
    marked.push(mail);
    observer.deleted?.(mail);
  });
  const failed = (await Promise.allSettled(deletions)).find((deletion) => deletion.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return marked;
}
