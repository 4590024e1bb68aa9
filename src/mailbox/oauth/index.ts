export { AccessTokens } from './access-tokens.js';
export { FORGETFUL, type RefreshTokens } from './refresh-tokens.js';
export { RefreshTokenFiles } from './refresh-token-files.js';
export type { OAuthOptions } from './oauth-options.js';
