import type { Clock } from '../../events/index.js';
import type { OAuthOptions } from './oauth-options.js';
import { requestToken } from './request-token.js';

/** A token is renewed before its last minutes: a sign-in may take a while, and clocks differ. */
const MARGIN_SECONDS = 300;

interface Held {
  readonly accessToken: string;
  readonly goodUntilMs: number;
}

/** The access tokens of one account: kept while they are good, renewed when they are not. Never persisted. */
export class AccessTokens {
  #options: OAuthOptions;
  #held: Held | null = null;

  constructor(
    options: OAuthOptions,
    private readonly clock: Clock,
  ) {
    this.#options = options;
  }

  /**
   * A token that should be good, and whether it was obtained just now.
   * @throws OAuthError
   */
  async current(signal?: AbortSignal): Promise<{ readonly accessToken: string; readonly isNew: boolean }> {
    const held = this.#held;
    if (held !== null && this.clock().getTime() < held.goodUntilMs) {
      return { accessToken: held.accessToken, isNew: false };
    }
    this.#held = null;
    const { accessToken, lifetimeSeconds, refreshToken } = await requestToken(this.#options, signal);
    const goodForSeconds = lifetimeSeconds - Math.min(MARGIN_SECONDS, lifetimeSeconds / 2);
    this.#held = { accessToken, goodUntilMs: this.clock().getTime() + goodForSeconds * 1000 };
    if (refreshToken !== null && this.#options.refreshToken !== undefined) {
      this.#options = { ...this.#options, refreshToken };
    }
    return { accessToken, isNew: true };
  }

  /** The server refused the token: it is not offered again. */
  forget(accessToken: string): void {
    if (this.#held?.accessToken === accessToken) this.#held = null;
  }
}
