import { mailIdOf, OwnedBytes } from '../../ledger/index.js';
import { PopError } from '../pop3/pop-error.js';
import type { PopSession } from '../pop3/pop-session.js';
import type { Taken, TakenMails } from './taken-mails.js';

/**
 * Retrieves doubtful mails once more, in another order, and compares; once anything differs, every mail of the session.
 * @throws PopError when the connection is gone
 */
export async function confirmDoubtful(session: PopSession, mails: TakenMails, signal?: AbortSignal): Promise<void> {
  const comesAgain = async ({ mail, mailId }: Taken): Promise<boolean> => {
    try {
      const retrieved = new OwnedBytes(await session.retrieve(mail, signal), true);
      const isSame = mailIdOf(retrieved.bytes) === mailId;
      retrieved.free();
      if (isSame) mails.confirm(mail);
      return isSame;
    } catch (error) {
      if (error instanceof PopError && (error.kind === 'refused' || error.kind === 'too-large')) return false;
      throw error;
    }
  };
  const doubtful = mails.doubtful().toReversed();
  const same = await Promise.all(doubtful.map(comesAgain));
  if (same.every(Boolean)) return;
  const before = new Set(doubtful);
  mails.distrust();
  const others = mails.doubtful().filter((taken) => !before.has(taken));
  await Promise.all(others.toReversed().map(comesAgain));
}
