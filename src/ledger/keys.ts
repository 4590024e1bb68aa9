import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { RecipientKey } from '../events/index.js';
import { composed, normaliseRecipient } from './identity/normalise-address.js';

/** Bytes that a ledger's secret must have at least. */
export const MIN_SECRET_BYTES = 32;

/**
 * Keyed digests under the ledger's secret, so that streams and registered sends hold no address in the clear.
 */
export class LedgerKeys {
  readonly #secret: Buffer;
  // OpenSSL prepares a Buffer anew for every digest, which costs several times the digest itself.
  readonly #key: KeyObject;

  constructor(secret: Buffer) {
    if (secret.length < MIN_SECRET_BYTES) throw new RangeError(`the ledger's secret needs ${MIN_SECRET_BYTES} bytes`);
    this.#secret = secret;
    this.#key = createSecretKey(secret);
  }

  /** HMAC-SHA-256 (hex) of the normalised address. */
  recipientKey(address: string): RecipientKey {
    return this.#digest(normaliseRecipient(composed(address))) as RecipientKey;
  }

  /** HMAC-SHA-256 (hex) of a Message-ID, with or without its angle brackets. */
  messageIdKey(messageId: string): string {
    // The prefix keeps a Message-ID that looks like an address apart from that address: no address holds a newline.
    return this.#digest(`message-id\n${messageId.trim().replace(/^</, '').replace(/>$/, '')}`);
  }

  /** Tells this secret from another without telling it. */
  fingerprint(): string {
    return createHash('sha256').update('bounce-ledger secret fingerprint v1\n').update(this.#secret).digest('hex');
  }

  #digest(value: string): string {
    return createHmac('sha256', this.#key).update(value).digest('hex');
  }
}
