import type { ApiKeySettings, HttpSettings } from '../../config/index.js';

/** What a client presents, who it is, and what it may do. */
export type ApiKey = Pick<ApiKeySettings, 'name' | 'key' | 'scopes'>;

/** The settings of the configuration, and what only tests set otherwise. */
export interface HttpOptions extends Pick<HttpSettings, 'host' | 'port'> {
  /** Empty: everybody who reaches the port may do everything, so only a loopback host is accepted. */
  readonly apiKeys: readonly ApiKey[];
  /** How long a stop waits for requests under way; 10 s by default. */
  readonly stopGraceMs?: number;
}
