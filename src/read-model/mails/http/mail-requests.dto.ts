import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { PageQueryDto } from '../../../http/index.js';
import { MAIL_KINDS, type MailId, type MailKind } from '../../../events/index.js';
import type { MailFilter } from '../index.js';

export class MailIdDto {
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be the 64 hex digits of a mail’s id' })
  readonly id!: MailId;
}

export class MailListQueryDto extends PageQueryDto implements MailFilter {
  @ApiPropertyOptional({ enum: MAIL_KINDS, enumName: 'MailKind' })
  @IsOptional()
  @IsIn(MAIL_KINDS)
  readonly kind?: MailKind;
}
