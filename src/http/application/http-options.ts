import type { Identify } from '../operations/identity.controller.js';
import type { ApiKeySettings, EventStreamSettings, HttpSettings } from '../../config/index.js';

/** A key that a client may present, with its name and its scopes. */
export type ApiKey = Pick<ApiKeySettings, 'name' | 'key' | 'scopes'>;

/** How many event streams may be open at a time. */
export type EventStreamLimits = Pick<EventStreamSettings, 'max' | 'maxPerKey' | 'maxPerAddress'>;

/** The settings of the configuration, with options that only tests set. */
export interface HttpOptions extends Pick<HttpSettings, 'host' | 'port'> {
  /** If empty, everybody who reaches the port may do everything, so only a loopback host is accepted. */
  readonly apiKeys: readonly ApiKey[];
  /** The default settings where absent. */
  readonly eventStreams?: EventStreamLimits;
  /** Answers the challenges of the command line; absent: nobody can verify this process. */
  readonly identify?: Identify;
  /** How long a stop waits for requests in flight; 10 s by default. */
  readonly stopGraceMs?: number;
}
