import type { Classifier } from '../../classification/index.js';
import { encodeChunk, rawDigestOf } from '../../evidence/index.js';
import { interpret, type InterpretationOptions } from '../../interpretation/index.js';
import { capTexts } from '../cap-text.js';
import { mailIdOf } from '../identity/canonical-form.js';
import { mailEvents } from '../mail-events.js';
import type { ArrivedMail, MailReading } from './mail-reader.port.js';

/** Reads a mail in this thread: linear in its length, within the limits of interpretation. */
export async function readMail(
  { bytes, mailbox, uidl, receivedAt }: ArrivedMail,
  classifier: Classifier,
  options: InterpretationOptions | undefined,
): Promise<MailReading> {
  const mailId = mailIdOf(bytes);
  const rawDigest = rawDigestOf(bytes);
  const interpretation = await interpret(bytes, options);
  const arrival = { mailId, mailbox, uidl, rawDigest, size: bytes.length, receivedAt };
  return {
    mailId,
    rawDigest,
    kind: interpretation.kind,
    firstChunk: await encodeChunk(rawDigest, bytes, 0),
    told: capTexts(mailEvents(arrival, interpretation, classifier)),
  };
}
