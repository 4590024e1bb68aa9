export { AccessTokens } from './access-tokens.js';
export { OAuthError } from './oauth-error.js';
export type { OAuthOptions } from './oauth-options.js';
