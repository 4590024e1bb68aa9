/**
 * Keeps the refresh token that a provider gave in place of the configured one (RFC 6749, section 6), which may be the
 * only one that is still good.
 */
export interface RefreshTokens {
  /** The token that came last in place of the configured one; null if none did. */
  read(mailbox: string, configured: string): string | null;
  /** Durable when it returns. */
  keep(mailbox: string, configured: string, token: string): void;
}

/** For whoever obtains tokens once and has nowhere to keep one. */
export const FORGETFUL: RefreshTokens = {
  read: () => null,
  keep: () => undefined,
};
