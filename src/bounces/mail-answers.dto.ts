import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../http/index.js';
import { MAIL_KINDS, type MailKind } from '../ledger/events/index.js';

const MAIL_ID = '9f2c4e0b7d1a5c3e8f6b0d2a4c6e8f0a1b3d5f7092b4d6f8a0c2e4f6081a3c5e';

export class MailTakenDto {
  @ApiProperty({ description: 'The same mail has the same id wherever it comes from', example: MAIL_ID })
  readonly mailId!: string;

  @ApiProperty({ enum: MAIL_KINDS, enumName: 'MailKind', example: 'bounce' })
  readonly kind!: MailKind;

  @ApiProperty({ type: [String], description: 'Bounces that the mail reports', example: ['b1'] })
  readonly bounces!: readonly string[];

  @ApiNullable(String, { description: 'Give it as `minPosition`; null only if the mail was erased', example: '18234' })
  readonly position!: string | null;
}
