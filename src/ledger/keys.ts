import { createHash } from 'node:crypto';
import type { RecipientKey } from './events/index.js';
import { normaliseRecipient } from './identity/normalise-address.js';
import { KeyedDigest } from './keyed-digest.js';

/** Bytes that a ledger's secret must have at least. */
export const MIN_SECRET_BYTES = 32;

/**
 * Keyed digests under the ledger's secret, so that streams and registered sends hold no address in the clear.
 */
export class LedgerKeys {
  readonly #secret: Buffer;
  readonly #digest: KeyedDigest;

  constructor(secret: Buffer) {
    if (secret.length < MIN_SECRET_BYTES) throw new RangeError(`the ledger's secret needs ${MIN_SECRET_BYTES} bytes`);
    this.#secret = secret;
    this.#digest = new KeyedDigest(secret);
  }

  /** HMAC-SHA-256 (hex) of the normalised address. */
  recipientKey(address: string): RecipientKey {
    return this.#digest.of(normaliseRecipient(address)) as RecipientKey;
  }

  /** HMAC-SHA-256 (hex) of a Message-ID, with or without its angle brackets. */
  messageIdKey(messageId: string): string {
    // The prefix keeps a Message-ID that looks like an address apart from that address: no address holds a newline.
    return this.#digest.of(`message-id\n${messageId.trim().replace(/^</, '').replace(/>$/, '')}`);
  }

  /** Tells this secret from another without telling it. */
  fingerprint(): string {
    return createHash('sha256').update('bounce-ledger secret fingerprint v1\n').update(this.#secret).digest('hex');
  }
}
