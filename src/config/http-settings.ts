import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IDENTIFIER } from './identifier.js';
import { textSetting } from './text-setting.js';

/**
 * What a key may do. `read`: every GET. `ingest`: submit mails, campaigns and sends. `admin`: suppress, release,
 * collect, rebuild.
 */
export const API_SCOPES = ['read', 'ingest', 'admin'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

export class ApiKeySettings {
  @Matches(IDENTIFIER, { message: textSetting('must be 1 to 128 of the characters A-Z a-z 0-9 . _ ~ -') })
  readonly name!: string;

  /** Given here, as `${VARIABLE}`, or as keyFile. */
  @IsString({ message: textSetting('is required, as key or keyFile') })
  @MinLength(24, { message: textSetting('must have at least 24 characters') })
  readonly key!: string;

  @IsArray()
  @ArrayNotEmpty()
  @IsIn(API_SCOPES, { each: true, message: `each must be one of: ${API_SCOPES.join(', ')}` })
  readonly scopes: readonly ApiScope[] = ['read'];
}

/** How many clients may follow events at a time: each holds a connection, and a buffer. */
export class EventStreamSettings {
  @IsInt()
  @Min(0)
  readonly max: number = 500;

  @IsInt()
  @Min(0)
  readonly maxPerKey: number = 100;

  @IsInt()
  @Min(0)
  readonly maxPerAddress: number = 100;
}

export class HttpSettings {
  @IsString()
  @IsNotEmpty()
  readonly host: string = '127.0.0.1';

  /** 0: any free port. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number = 8025;

  /** If empty, the service listens on loopback only. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ApiKeySettings)
  readonly apiKeys: readonly ApiKeySettings[] = [];

  @ValidateNested()
  @Type(() => EventStreamSettings)
  readonly eventStreams: EventStreamSettings = new EventStreamSettings();
}
