import { createHash, timingSafeEqual } from 'node:crypto';
import { API_SCOPES } from '../../config/index.js';
import type { ApiKey } from '../application/http-options.js';

/** The client and its rights. Its name becomes the actor of the events that it writes. */
export type Client = Pick<ApiKey, 'name' | 'scopes'>;

/** The client while no key is configured: everybody on this machine, with all rights. */
const ANYBODY: Client = { name: 'local', scopes: API_SCOPES };

declare module 'fastify' {
  interface FastifyInstance {
    apiKeys: ApiKeys;
  }
}

/** The configured keys, held as digests. */
export class ApiKeys {
  #keys: readonly { readonly digest: Buffer; readonly client: Client }[] = [];

  constructor(keys: readonly ApiKey[]) {
    this.replace(keys);
  }

  /** From now on these keys are valid, and no others. */
  replace(keys: readonly ApiKey[]): void {
    this.#keys = keys.map(({ name, key, scopes }) => ({ digest: sha256(key), client: { name, scopes } }));
  }

  /** Whether no key is configured, so that none is required. */
  get open(): boolean {
    return this.#keys.length === 0;
  }

  /**
   * The client behind an Authorization header (RFC 6750, 2.1), null if there is none. Takes the same time for every
   * key: digests are compared in constant time, and all of them.
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
