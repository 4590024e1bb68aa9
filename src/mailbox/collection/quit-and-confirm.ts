import type { ListedMail, Listing } from '../pop3/listing.js';
import type { PopSession } from '../pop3/pop-session.js';

/**
 * Ends the session. Some servers never answer QUIT, or close before the answer comes: whether it was heard shows in the
 * next listing, and where nothing was to be deleted it does not matter.
 * @param marked the mails that were marked as deleted
 * @param listAgain lists in a session of its own
 * @returns the mails that are gone from the server
 * @throws PopError of QUIT, where no mail is gone or the server cannot be asked
 */
export async function quitAndConfirm(
  session: PopSession,
  marked: readonly ListedMail[],
  listAgain: () => Promise<Listing>,
): Promise<readonly ListedMail[]> {
  try {
    await session.quit();
    return marked;
  } catch (error) {
    if (marked.length === 0) return [];
    const listing = await listAgain().catch(() => null);
    const gone = listing === null ? [] : missingFrom(listing, marked);
    if (gone.length === 0) throw error;
    return gone;
  }
}

/**
 * Without unique ids nothing says which mail is which: then only a mailbox that is empty now shows that all are gone.
 */
function missingFrom({ total, uidls }: Listing, marked: readonly ListedMail[]): readonly ListedMail[] {
  if (total === 0) return marked;
  return marked.filter(({ uidl }) => uidl !== null && !uidls.has(uidl));
}
