/** How access tokens are obtained (RFC 6749). Holds secrets: never log one. */
export interface OAuthOptions {
  /** Token endpoint: over https, or on loopback. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /**
   * With one the grant is `refresh_token` (section 6: Gmail), without `client_credentials` (section 4.4: Office 365).
   */
  readonly refreshToken?: string;
  readonly scope?: string;
}
