import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IDENTIFIER } from '../../../config/index.js';
import { ApiNullable } from '../../../http/index.js';
import type { CustodyCounts, RetrievalFailure } from '../../../events/index.js';
import type { AtPosition } from '../../engine/index.js';
import type { RecordedFailures } from '../../../mailbox/index.js';
import type { MailboxFailures, MailboxView } from '../index.js';

class CustodyDto implements CustodyCounts {
  @ApiProperty({ description: '= appended + alreadyKnown + parked + notReached = deleted + left', example: 1204 })
  readonly listed!: number;

  @ApiProperty({ example: 1198 })
  readonly appended!: number;

  @ApiProperty({ example: 6 })
  readonly alreadyKnown!: number;

  @ApiProperty({ description: 'Parked because they failed three times in a row or are too large', example: 0 })
  readonly parked!: number;

  @ApiProperty({ description: 'Left for a later session', example: 0 })
  readonly notReached!: number;

  @ApiProperty({ example: 0 })
  readonly deleted!: number;

  @ApiProperty({ example: 1204 })
  readonly left!: number;
}

class MailLeftAsideDto implements RetrievalFailure {
  @ApiNullable(String, { description: 'Unique id; null if the server gives none', example: '0000001a5f3b2c7d' })
  readonly uidl!: string | null;

  @ApiNullable(Number, {
    description: 'Message number in the last session, if there is no unique id',
    example: null,
  })
  readonly number!: number | null;

  @ApiProperty({ description: 'Bytes, as the server lists them', example: 4096 })
  readonly size!: number;

  @ApiProperty({ description: 'Failed attempts in a row; 0 if it is too large to be tried', example: 3 })
  readonly tries!: number;

  @ApiProperty({
    description: 'It has failed at least three times in a row and is tried at growing intervals, or it is too large',
  })
  readonly parked!: boolean;

  @ApiProperty({ example: 'pop3-refused' })
  readonly error!: string;

  @ApiProperty({ example: 'RETR: cannot read it' })
  readonly message!: string;

  @ApiNullable(String, { format: 'date-time', example: '2026-11-21T09:15:01.000Z' })
  readonly lastTriedAt!: string | null;

  @ApiNullable(String, { format: 'date-time', description: 'Not before', example: '2026-11-21T10:15:01.000Z' })
  readonly nextTryAt!: string | null;
}

class MailboxFailuresDto implements MailboxFailures {
  @ApiProperty({ description: 'The error’s code; servers cannot invent new ones', example: 'pop3-timeout' })
  readonly error!: string;

  @ApiProperty({ description: 'A failure that lasts over many collections counts once', example: 3 })
  readonly failures!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:14:00.000Z' })
  readonly lastAt!: string;
}

class LeftAsideDto implements RecordedFailures {
  @ApiProperty({ type: [MailLeftAsideDto], description: 'Up to a hundred, earliest failures first' })
  readonly mails!: readonly RetrievalFailure[];

  @ApiProperty({ example: 1 })
  readonly total!: number;
}

export class MailboxNameDto {
  @ApiProperty({ pattern: IDENTIFIER.source, example: 'bounces' })
  @Matches(IDENTIFIER, { message: 'must be 1 to 128 of the characters A-Z a-z 0-9 . _ ~ -' })
  readonly name!: string;
}

export class MailboxDto implements MailboxView {
  @ApiProperty({ example: 'bounces' })
  readonly name!: string;

  @ApiProperty({ description: 'It is in the configuration of this process' })
  readonly configured!: boolean;

  @ApiNullable(String, {
    format: 'date-time',
    description: 'When a session last completed; null: never',
    example: '2026-11-21T10:00:00.000Z',
  })
  readonly lastSuccessAt!: string | null;

  @ApiNullable(String, {
    format: 'date-time',
    description: 'Null during a session, and if this process does not collect',
    example: '2026-11-21T10:01:00.000Z',
  })
  readonly nextCollectionAt!: string | null;

  @ApiNullable(String, {
    format: 'date-time',
    description: 'Since when the oldest mail that was not taken yet has been waiting',
  })
  readonly oldestWaitingAt!: string | null;

  @ApiProperty({ description: 'Mails listed but not taken yet', example: 0 })
  readonly waiting!: number;

  @ApiProperty({ description: 'Mails on the server after the last session that listed them', example: 1204 })
  readonly left!: number;

  @ApiNullable(String, { description: 'Code of the error that ended the last session early' })
  readonly lastError!: string | null;

  @ApiNullable(String, {
    format: 'date-time',
    description: 'When the first session of the current row of failures started',
  })
  readonly failingSince!: string | null;

  @ApiProperty({ type: [MailboxFailuresDto], description: 'By kind of error, most failures first' })
  readonly failures!: readonly MailboxFailures[];

  @ApiProperty({
    type: LeftAsideDto,
    description:
      'Mails that could not be retrieved or taken in, and are still on the server. POST /v1/mailboxes/{name}/collections?retryParked=true tries them now',
  })
  readonly leftAside!: RecordedFailures;

  @ApiProperty({ type: CustodyDto, description: 'What happened to the mails, over all sessions' })
  readonly custody!: CustodyCounts;
}

export class MailboxAtPositionDto extends MailboxDto implements AtPosition {
  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
