import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../../../http/index.js';
import { MAIL_KINDS, type MailKind } from '../../../events/index.js';
import type { MailView } from '../index.js';

const MAIL_ID = '9f2c4e0b7d1a5c3e8f6b0d2a4c6e8f0a1b3d5f7092b4d6f8a0c2e4f6081a3c5e';

export class MailTakenDto {
  @ApiProperty({ description: 'The same mail has the same id, wherever it comes from', example: MAIL_ID })
  readonly mailId!: string;

  @ApiProperty({ enum: MAIL_KINDS, enumName: 'MailKind', example: 'bounce' })
  readonly kind!: MailKind;

  @ApiProperty({ type: [String], description: 'Bounces that the mail reports', example: ['b1'] })
  readonly bounces!: readonly string[];

  @ApiNullable(String, { description: 'Pass it as `minPosition`; null only if the mail was erased', example: '18234' })
  readonly position!: string | null;
}

export class MailDto implements MailView {
  @ApiProperty({ example: MAIL_ID })
  readonly mailId!: string;

  @ApiProperty({ enum: MAIL_KINDS, enumName: 'MailKind', example: 'bounce' })
  readonly kind!: MailKind;

  @ApiNullable(String, { description: 'The configured mailbox that it came from', example: 'bounces' })
  readonly mailbox!: string | null;

  @ApiProperty({ description: 'Bytes', example: 2814 })
  readonly size!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:15:01.000Z' })
  readonly receivedAt!: string;

  @ApiNullable(String, { example: '<20261121.1@relay.example.net>' })
  readonly messageId!: string | null;

  @ApiNullable(String, { example: 'Undelivered Mail Returned to Sender' })
  readonly subject!: string | null;

  @ApiNullable(String, { example: 'MAILER-DAEMON@relay.example.net' })
  readonly from!: string | null;

  @ApiProperty({ description: 'The format family that read it', example: 'rfc3464' })
  readonly family!: string;

  @ApiProperty({ example: 1 })
  readonly interpreterVersion!: number;

  @ApiNullable(String, { description: 'Why no report was found in it; null if one was' })
  readonly setAsideReason!: string | null;

  @ApiProperty({ type: [String], description: 'Ids of the bounces that it reports' })
  readonly bounces!: readonly string[];

  @ApiProperty({ description: 'Path of its exact bytes', example: `/v1/mails/${MAIL_ID}/evidence` })
  readonly evidence!: string;
}

export class MailAtPositionDto extends MailDto {
  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
