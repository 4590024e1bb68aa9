import { IsNotEmpty, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { textSetting } from './text-setting.js';

/** Secrets travel over TLS or stay on this machine. */
const TOKEN_URL = /^(https:\/\/|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)[:/])[^\s@]+$/;

/** Where and how access tokens for XOAUTH2 are obtained. */
export class OAuthSettings {
  @Matches(TOKEN_URL, { message: 'must be a URL with https (http only on loopback) and without a user name' })
  readonly tokenUrl!: string;

  @IsString({ message: textSetting('is required') })
  @IsNotEmpty()
  readonly clientId!: string;

  /** Given here, as `${VARIABLE}`, or as clientSecretFile. */
  @ValidateIf(
    ({ clientSecret, refreshToken }: OAuthSettings) => clientSecret !== undefined || refreshToken === undefined,
  )
  @IsString({
    message: textSetting('is required, as clientSecret or clientSecretFile, unless there is a refreshToken'),
  })
  @IsNotEmpty()
  readonly clientSecret?: string;

  /**
   * Given here, as `${VARIABLE}`, or as refreshTokenFile. With one it is used (Gmail), without the client's own right
   * (Office 365).
   */
  @IsOptional()
  @IsString({ message: textSetting('must be text') })
  @IsNotEmpty()
  readonly refreshToken?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly scope?: string;
}
