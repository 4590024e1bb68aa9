import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { parseDurationSeconds } from './duration.js';
import { IDENTIFIER } from './identifier.js';
import { OAuthSettings } from './oauth-settings.js';
import { textSetting } from './text-setting.js';

/** A line break in a credential would smuggle a command into the POP3 dialogue. */
const NO_LINE_BREAK = /^[^\r\n\0]*$/;
const DAY_SECONDS = 86_400;
const LONGEST_STAY_DAYS = 365;
const MEBIBYTE = 1024 * 1024;

/** One POP3 account to collect from. */
export class MailboxSettings {
  @Matches(IDENTIFIER, { message: textSetting('must be 1 to 128 of the characters A-Z a-z 0-9 . _ ~ -') })
  readonly name!: string;

  @IsString()
  @IsNotEmpty()
  readonly host!: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly port?: number;

  /** `implicit`: TLS from the first byte (port 995). `starttls`: STLS, or the session fails. `none`: clear text. */
  @IsIn(['implicit', 'starttls', 'none'])
  readonly tls: 'implicit' | 'starttls' | 'none' = 'implicit';

  /** PEM file with the certificate authorities to trust instead of the system's. */
  @IsOptional()
  @IsString()
  readonly caFile?: string;

  /** Name that the server's certificate must carry, if it is not `host`. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly tlsServerName?: string;

  @IsString({ message: textSetting('is required') })
  @IsNotEmpty()
  @Matches(NO_LINE_BREAK, { message: textSetting('must not contain a line break') })
  readonly user!: string;

  /** Given here, as `${VARIABLE}`, or as passwordFile; not with oauth. */
  @ValidateIf(({ oauth, password }: MailboxSettings) => oauth === undefined || password !== undefined)
  @IsString({ message: textSetting('is required, as password or passwordFile') })
  @IsNotEmpty()
  @Matches(NO_LINE_BREAK, { message: textSetting('must not contain a line break') })
  readonly password?: string;

  /** How the password is sent. `apop` is for servers that require it; TLS protects better. */
  @IsIn(['user-pass', 'apop', 'sasl-plain'])
  readonly signIn: 'user-pass' | 'apop' | 'sasl-plain' = 'user-pass';

  /** Sign in by XOAUTH2 instead of a password. */
  @IsOptional()
  @ValidateNested()
  @Type(() => OAuthSettings)
  readonly oauth?: OAuthSettings;

  @IsInt()
  @Min(1)
  @Max(DAY_SECONDS)
  readonly pollIntervalSeconds: number = 60;

  /** What happens to a mail on the server once it is in the ledger. */
  @IsIn(['keep', 'delete'])
  readonly after: 'keep' | 'delete' = 'keep';

  /**
   * With `after: delete`: how long a mail stays on the server after the ledger received it, in seconds or as `12h`,
   * `7d`. It is then retrieved once more and deleted. Default: deleted in the session that takes it in.
   */
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => parseDurationSeconds(value))
  @IsInt({ message: 'must be a number of seconds, or a number with s, m, h or d, such as 7d' })
  @Min(1)
  @Max(LONGEST_STAY_DAYS * DAY_SECONDS, { message: `must not be longer than ${LONGEST_STAY_DAYS} days` })
  readonly deleteAfter?: number;

  /** A larger mail is parked: left on the server and counted. */
  @IsInt()
  @Min(MEBIBYTE)
  @Max(512 * MEBIBYTE)
  readonly maxMailBytes: number = 64 * MEBIBYTE;

  /** The configured port, else the default port for this kind of TLS (RFC 1939, RFC 8314). */
  get effectivePort(): number {
    return this.port ?? (this.tls === 'implicit' ? 995 : 110);
  }

  get deleteAfterSeconds(): number {
    return this.deleteAfter ?? 0;
  }
}
