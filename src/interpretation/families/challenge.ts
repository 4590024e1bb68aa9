import { hasNullReversePath } from '../recognition/report-sender.js';
import type { Mail } from '../structure/mail.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import type { Evidence, Family, Reading } from './family.js';

/** The message that the sender wrote, as a guard calls it. */
const SENDERS_MESSAGE =
  /\b(?:your|the) (?:recent |original )?(?:e-?mail|message|mail)\b(?! (?:address|account))|ihre (?:e-?mail|nachricht)\b(?!-?adresse)|votre (?:e-?mail|message|courriel)|(?:su|seu|sua|tu) (?:mensaje|correo|mensagem|e-?mail)|(?:il )?(?:tuo|suo) messaggio/i;

/** Mails by which a mailbox's guard asks the sender to prove to be a person before it delivers. */
export const challenge: Family = {
  name: 'challenge',

  recognise({ headers }: Mail): Evidence | null {
    const subject = headers.first('subject') ?? '';
    // A question to the sender answers a message: by its subject, or by what the mail refers to.
    return /^(?:re|aw|fwd?|r|sv|odp|ynt)\b|^回[复覆]|confirm|verif|challenge|approv|best[äa]tig|valida|autori[sz]|action required|registration|invitation/iu.test(
      subject,
    ) ||
      headers.has('in-reply-to') ||
      hasNullReversePath(headers)
      ? 'possible'
      : null;
  },

  read(mail: Mail): Reading | null {
    if (!tellsOfChallenge(mail.ownWords)) return null;
    // Who opens an account is asked to confirm, too.
    if (!isAnswer(mail) && !SENDERS_MESSAGE.test(mail.ownWords)) return null;
    return { kind: 'challenge', reason: 'it asks the sender to prove to be a person' };
  },
};

function isAnswer({ headers, returnedParts }: Mail): boolean {
  const repliesTo = headers.has('in-reply-to') || /^\s*re\b/i.test(headers.first('subject') ?? '');
  return repliesTo || returnedParts.length > 0 || hasNullReversePath(headers);
}
