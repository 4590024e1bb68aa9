import type { Clock } from '../../events/index.js';
import { OAuthError } from './oauth-error.js';
import type { OAuthOptions } from './oauth-options.js';
import { FORGETFUL, type RefreshTokens } from './refresh-tokens.js';
import { requestToken } from './request-token.js';

/** A token is renewed before its last minutes: a sign-in may take a while, and clocks differ. */
const MARGIN_SECONDS = 300;

interface Held {
  readonly accessToken: string;
  readonly goodUntilMs: number;
}

/** Whose tokens they are, and where a refresh token is kept that comes in place of the configured one. */
export interface TokenOwner {
  readonly mailbox: string;
  readonly refreshTokens: RefreshTokens;
}

/**
 * The access tokens of one account: kept while they are good, renewed when they are not, and never persisted. A refresh
 * token that the provider rotates is.
 */
export class AccessTokens {
  #held: Held | null = null;
  /** The refresh token that came last. */
  #latest: string | null = null;
  #isKept = true;

  constructor(
    private readonly options: OAuthOptions,
    private readonly clock: Clock,
    private readonly owner: TokenOwner = { mailbox: '', refreshTokens: FORGETFUL },
  ) {}

  /**
   * A token that should be good, and whether it was obtained just now.
   * @throws OAuthError
   */
  async current(signal?: AbortSignal): Promise<{ readonly accessToken: string; readonly isNew: boolean }> {
    if (!this.#isKept) this.#keep();
    const held = this.#held;
    if (held !== null && this.clock().getTime() < held.goodUntilMs) {
      return { accessToken: held.accessToken, isNew: false };
    }
    this.#held = null;
    const options = this.#present();
    const { accessToken, lifetimeSeconds, refreshToken } = await requestToken(options, signal);
    const goodForSeconds = lifetimeSeconds - Math.min(MARGIN_SECONDS, lifetimeSeconds / 2);
    this.#held = { accessToken, goodUntilMs: this.clock().getTime() + goodForSeconds * 1000 };
    if (refreshToken !== null && refreshToken !== options.refreshToken) {
      this.#latest = refreshToken;
      this.#keep();
    }
    return { accessToken, isNew: true };
  }

  /** The server refused the token: it is not offered again. */
  forget(accessToken: string): void {
    if (this.#held?.accessToken === accessToken) this.#held = null;
  }

  /** The options with the refresh token that counts now: another process may have been given one, too. */
  #present(): OAuthOptions {
    const { refreshToken: configured } = this.options;
    if (configured === undefined) return this.options;
    const { mailbox, refreshTokens } = this.owner;
    try {
      const kept = this.#isKept ? refreshTokens.read(mailbox, configured) : null;
      return { ...this.options, refreshToken: kept ?? this.#latest ?? configured };
    } catch (cause) {
      throw new OAuthError('unavailable', `the refresh token cannot be read (${reasonOf(cause)})`, cause);
    }
  }

  #keep(): void {
    const { refreshToken: configured } = this.options;
    if (configured === undefined || this.#latest === null) return;
    this.#isKept = false;
    const { mailbox, refreshTokens } = this.owner;
    try {
      refreshTokens.keep(mailbox, configured, this.#latest);
      this.#isKept = true;
    } catch (cause) {
      // A restart would then be refused: that must show before it happens.
      throw new OAuthError('unavailable', `the new refresh token cannot be kept (${reasonOf(cause)})`, cause);
    }
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
}
