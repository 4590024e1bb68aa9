import type { ApiKeySettings, HttpSettings } from '../../config/index.js';

/** A key that a client may present, with its name and its scopes. */
export type ApiKey = Pick<ApiKeySettings, 'name' | 'key' | 'scopes'>;

/** The settings of the configuration, with options that only tests set. */
export interface HttpOptions extends Pick<HttpSettings, 'host' | 'port'> {
  /** If empty, everybody who reaches the port may do everything, so only a loopback host is accepted. */
  readonly apiKeys: readonly ApiKey[];
  /** How long a stop waits for requests in flight; 10 s by default. */
  readonly stopGraceMs?: number;
}
