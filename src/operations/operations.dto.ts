import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IDENTIFIER } from '../config/index.js';
import { ApiNullable } from '../http/index.js';

export class MailboxNameDto {
  @ApiProperty({ pattern: IDENTIFIER.source, example: 'bounces' })
  @Matches(IDENTIFIER, { message: 'must be 1 to 128 of the characters A-Z a-z 0-9 . _ ~ -' })
  readonly name!: string;
}

export class CollectionErrorDto {
  @ApiProperty({ example: 'pop3-refused' })
  readonly code!: string;

  @ApiProperty()
  readonly message!: string;

  @ApiNullable(String, { description: 'The POP3 command that failed', example: 'PASS' })
  readonly verb!: string | null;

  @ApiNullable(String, { description: 'The server’s response code (RFC 2449)', example: 'AUTH' })
  readonly responseCode!: string | null;
}

/** listed = appended + alreadyKnown + parked + notReached = deleted + left. */
export class CollectionReportDto {
  @ApiProperty({ example: 'bounces' })
  readonly mailbox!: string;

  @ApiProperty({ format: 'date-time' })
  readonly startedAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly completedAt!: string;

  @ApiProperty({ description: 'Mails that the server listed' })
  readonly listed!: number;

  @ApiProperty()
  readonly appended!: number;

  @ApiProperty()
  readonly alreadyKnown!: number;

  @ApiProperty({ description: 'Mails left aside because they cannot be taken in' })
  readonly parked!: number;

  @ApiProperty()
  readonly notReached!: number;

  @ApiProperty()
  readonly deleted!: number;

  @ApiProperty({ description: 'Mails left on the server' })
  readonly left!: number;

  @ApiProperty({ type: CollectionErrorDto, nullable: true })
  readonly error!: CollectionErrorDto | null;
}

export class RebuildReportDto {
  @ApiProperty({ description: 'Events applied' })
  readonly events!: number;

  @ApiProperty({ description: 'How far the log was followed', example: '18240' })
  readonly position!: string;
}
