import { createHash, timingSafeEqual } from 'node:crypto';
import { API_SCOPES } from '../../config/index.js';
import type { ApiKey } from '../application/http-options.js';

/** Who calls, and what they may do. The name is the actor of what the client writes. */
export type Client = Pick<ApiKey, 'name' | 'scopes'>;

/** Who calls while no key is configured: everybody on this machine, with every right. */
const ANYBODY: Client = { name: 'local', scopes: API_SCOPES };

/** The configured keys, held as digests. */
export class ApiKeys {
  readonly #keys: readonly { readonly digest: Buffer; readonly client: Client }[];

  constructor(keys: readonly ApiKey[]) {
    this.#keys = keys.map(({ name, key, scopes }) => ({ digest: sha256(key), client: { name, scopes } }));
  }

  /** Whether no key is configured, so that none is asked for. */
  get open(): boolean {
    return this.#keys.length === 0;
  }

  /**
   * The client behind an Authorization header (RFC 6750, 2.1), null if there is none. Takes equally long for every key:
   * digests are compared in constant time, and all of them.
   */
  clientOf(authorization: string | undefined): Client | null {
    if (this.open) return ANYBODY;
    const presented = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1];
    if (presented === undefined) return null;
    const digest = sha256(presented);
    return this.#keys.filter((key) => timingSafeEqual(key.digest, digest))[0]?.client ?? null;
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
