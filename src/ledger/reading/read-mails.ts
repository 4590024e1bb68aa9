import type { Classifier } from '../../classification/index.js';
import { encodeChunk, rawDigestOf } from '../evidence/index.js';
import { interpretAll, type InterpretationOptions } from '../../interpretation/index.js';
import { capTexts } from '../cap-text.js';
import { mailIdOf } from '../identity/canonical-form.js';
import { bounceIdsIn, mailEvents } from '../events-of-mail.js';
import { toldEvent } from '../told-event.js';
import type { ArrivedMail, ReadMail } from './mail-reader.port.js';

/**
 * Reads mails in this thread: their readings, in their order. Linear in their length, within the limits of interpretation. Each step
 * is taken for all of them before the next, for the reason that {@link interpretAll} gives.
 */
export async function readMails(
  mails: readonly ArrivedMail[],
  classifier: Classifier,
  options: InterpretationOptions | undefined,
): Promise<ReadMail[]> {
  const identified = mails.map((mail) => ({
    ...mail,
    mailId: mailIdOf(mail.bytes),
    rawDigest: rawDigestOf(mail.bytes),
  }));
  const interpreted = interpretAll(identified, options);
  const told = interpreted.map(({ mail: { bytes, ...mail }, interpretation }) => {
    const { mailId, rawDigest } = mail;
    const events = capTexts(mailEvents({ ...mail, size: bytes.length }, interpretation, classifier));
    const { kind } = interpretation;
    return { mailId, rawDigest, kind, told: events.map(toldEvent), bounceIds: bounceIdsIn(events), bytes };
  });
  return Promise.all(
    told.map(async (read) => ({ ...read, firstChunk: await encodeChunk(read.rawDigest, read.bytes, 0) })),
  );
}
