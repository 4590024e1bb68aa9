import type { ApiScope } from '../config/index.js';

/** What a client presents, who it is, and what it may do. */
export interface ApiKey {
  readonly name: string;
  readonly key: string;
  readonly scopes: readonly ApiScope[];
}

export interface HttpSettings {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Empty: everybody who reaches the port may do everything, so only a loopback host is taken. */
  readonly apiKeys: readonly ApiKey[];
  /** How long a stop waits for requests under way; 10 s by default. */
  readonly stopGraceMs?: number;
}
