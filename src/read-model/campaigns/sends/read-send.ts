import { IDENTIFIER } from '../../../config/index.js';
import { domainOf, parseInstant, type RegisteredSend } from '../../../events/index.js';
import { readAddress, type LedgerKeys } from '../../../ledger/index.js';

/** RFC 5322, 2.1.1: no header line, and so no Message-ID, is longer. */
const MAX_MESSAGE_ID_LENGTH = 998;
const FIELDS = new Set(['recipient', 'messageId', 'sendId', 'sentAt']);

/** What is wrong with one send, in words. */
export interface RejectedSend {
  readonly error: string;
}

/**
 * Reads one send as a client gives it, `{recipient, messageId?, sendId?, sentAt}`, into what the ledger keeps of it.
 */
export function readSend(given: unknown, keys: LedgerKeys): RegisteredSend | RejectedSend {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { error: 'is not an object' };
  const unknown = Object.keys(given).find((field) => !FIELDS.has(field));
  if (unknown !== undefined) return { error: `${unknown.slice(0, 64)} is not a field of a send` };
  const { recipient, messageId, sendId, sentAt } = given as Record<string, unknown>;
  const address = typeof recipient === 'string' ? readAddress(recipient) : null;
  if (address === null) return { error: 'recipient is not a mail address' };
  const at = parseInstant(sentAt);
  if (at === null) return { error: 'sentAt must be a date and time with an offset, such as 2026-11-21T08:00:00Z' };
  if (!isAbsent(messageId) && !isMessageId(messageId)) return { error: 'messageId is not a Message-ID' };
  if (!isAbsent(sendId) && !isIdentifier(sendId)) return { error: 'sendId must match [A-Za-z0-9._~-]{1,128}' };
  return {
    recipientKey: keys.recipientKey(address),
    domain: domainOf(address),
    messageIdKey: isAbsent(messageId) ? null : keys.messageIdKey(messageId),
    sendId: sendId ?? null,
    sentAt: at,
  };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isMessageId(value: unknown): value is string {
  return (
    typeof value === 'string' && value.trim() !== '' && value.length <= MAX_MESSAGE_ID_LENGTH && !/\p{Cc}/u.test(value)
  );
}

function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && IDENTIFIER.test(value);
}
