import { parse as parseUuid, v5 as uuidV5 } from 'uuid';
import type { BounceId, MailId } from '../../events/index.js';
import { normaliseRecipient } from './normalise-address.js';

/** The namespace of all bounce ids (RFC 9562, 5.5): a constant of this project, never to be changed. */
const BOUNCE_NAMESPACE = parseUuid('6d1d0a5e-3c1b-5c58-9f0b-6a5f5b0d7c21');

/**
 * A bounce's identity: the same mail gives the same ids on every machine and at every attempt.
 * @param recipient as reported; null when the mail names none
 * @param ordinal how many bounces of the same mail and recipient stand before it
 */
export function bounceIdOf(mailId: MailId, recipient: string | null, ordinal: number): BounceId {
  const normalised = recipient === null ? '' : normaliseRecipient(recipient);
  return uuidV5(Buffer.from(`${mailId}\n${normalised}\n${ordinal}`), BOUNCE_NAMESPACE) as BounceId;
}
