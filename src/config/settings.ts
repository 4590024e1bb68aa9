import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { CorrelationSettings } from './correlation-settings.js';
import { HttpSettings } from './http-settings.js';
import { MailboxSettings } from './mailbox-settings.js';

/** `collector` reads mailboxes, `api` serves HTTP, `background` does the work that only one replica may do. */
export const ROLES = ['collector', 'api', 'background'] as const;
export type Role = (typeof ROLES)[number];

export class EventStoreSettings {
  /** Where events are kept; `embedded` is one SQLite file in the data directory. */
  @IsIn(['embedded', 'eventstoredb'])
  readonly kind: 'embedded' | 'eventstoredb' = 'embedded';

  /** Connection string of EventStoreDB, a secret: it may hold a password. */
  @ValidateIf(({ kind, url }: EventStoreSettings) => kind === 'eventstoredb' || url !== undefined)
  @Matches(/^esdb(\+discover)?:\/\/\S+$/, {
    message: 'is required for eventstoredb, and starts with esdb:// or esdb+discover://',
  })
  readonly url?: string;
}

export class LedgerSettings {
  /**
   * File with the secret under which recipient keys are made; made at the first start where it does not exist. Absent:
   * in the data directory, which is only allowed where the events are there too.
   */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  readonly secretFile?: string;
}

export class RetentionSettings {
  /** Days after which the bytes of mails expire. Default: never. Events stay. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly evidenceDays?: number;
}

export class LogSettings {
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent' = 'info';
}

/** The whole configuration. Paths are absolute once loaded; secrets are in the clear: never log an instance. */
export class Settings {
  @IsString()
  @IsNotEmpty()
  readonly dataDir: string = 'data';

  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLES, { each: true, message: `each must be one of: ${ROLES.join(', ')}` })
  readonly roles: readonly Role[] = ROLES;

  @ValidateNested()
  @Type(() => EventStoreSettings)
  readonly eventStore: EventStoreSettings = new EventStoreSettings();

  @ValidateNested()
  @Type(() => LedgerSettings)
  readonly ledger: LedgerSettings = new LedgerSettings();

  @IsArray()
  @ArrayUnique((mailbox: MailboxSettings) => mailbox.name, { message: 'must have different names' })
  @ValidateNested({ each: true })
  @Type(() => MailboxSettings)
  readonly mailboxes: readonly MailboxSettings[] = [];

  @ValidateNested()
  @Type(() => CorrelationSettings)
  readonly correlation: CorrelationSettings = new CorrelationSettings();

  @ValidateNested()
  @Type(() => HttpSettings)
  readonly http: HttpSettings = new HttpSettings();

  @ValidateNested()
  @Type(() => RetentionSettings)
  readonly retention: RetentionSettings = new RetentionSettings();

  @ValidateNested()
  @Type(() => LogSettings)
  readonly log: LogSettings = new LogSettings();
}
