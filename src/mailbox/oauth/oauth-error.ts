/**
 * No access token could be obtained. `refused`: the endpoint knows us and says no, another attempt with the same
 * credentials changes nothing. `unavailable`: it did not answer, or not as RFC 6749 says. The message never holds a
 * secret.
 */
export class OAuthError extends Error {
  readonly code: 'oauth-refused' | 'oauth-unavailable';

  constructor(kind: 'refused' | 'unavailable', reason: string, cause?: unknown) {
    super(`access token: ${reason}`, { cause });
    this.name = 'OAuthError';
    this.code = `oauth-${kind}`;
  }
}
