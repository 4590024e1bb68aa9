import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { MailId } from '../ledger/events/index.js';

export class MailIdDto {
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be the 64 hex digits of a mail’s id' })
  readonly id!: MailId;
}
