export { AccessTokens } from './access-tokens.js';
export type { OAuthOptions } from './oauth-options.js';
