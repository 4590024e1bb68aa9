import type { Classifier } from '../../classification/index.js';
import { encodeChunk, rawDigestOf } from '../evidence/index.js';
import { interpretAll, type InterpretationOptions } from '../../interpretation/index.js';
import { capTexts } from '../cap-text.js';
import { mailIdOf } from '../identity/canonical-form.js';
import { bounceIdsIn, mailEvents } from '../events-of-mail.js';
import { serialiseEvent } from '../../events/index.js';
import type { ArrivedMail, MailReading } from './mail-reader.port.js';
import { bytesOf } from './owned-bytes.js';

/**
 * Reads mails in this thread: their readings, in their order. Linear in their length, within the limits of
 * interpretation. Each step is taken for all of them before the next, for the reason that {@link interpretAll} gives.
 */
export async function readMails(
  mails: readonly ArrivedMail[],
  classifier: Classifier,
  options: InterpretationOptions | undefined,
): Promise<MailReading[]> {
  const identified = mails.map((mail) => {
    const bytes = bytesOf(mail.bytes);
    return { ...mail, bytes, mailId: mailIdOf(bytes), rawDigest: rawDigestOf(bytes) };
  });
  const interpreted = interpretAll(identified, options);
  const read = interpreted.map(({ mail: { bytes, ...mail }, interpretation }) => {
    const { mailId, rawDigest } = mail;
    const events = capTexts(mailEvents({ ...mail, size: bytes.length }, interpretation, classifier));
    const { kind } = interpretation;
    const reading = { mailId, rawDigest, kind, events: events.map(serialiseEvent), bounceIds: bounceIdsIn(events) };
    return { reading, bytes };
  });
  return Promise.all(
    read.map(async ({ reading, bytes }) => ({
      ...reading,
      firstChunk: await encodeChunk(reading.rawDigest, bytes, 0),
    })),
  );
}
