import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IDENTIFIER } from '../../../config/index.js';
import { IsIdentifier, IsInstant, PageQueryDto } from '../../../http/index.js';
import { REASONS, type Reason, type VerdictType } from '../../../events/index.js';
import type { BounceFilter } from '../index.js';
import { IsAddress } from './is-address.js';

const TYPES = ['hard', 'soft', 'ignored'] as const;

export class BounceIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly id!: string;
}

export class BounceListQueryDto extends PageQueryDto implements BounceFilter {
  @ApiPropertyOptional({ pattern: IDENTIFIER.source, example: 'spring' })
  @IsOptional()
  @IsIdentifier()
  readonly campaignId?: string;

  @ApiPropertyOptional({ example: 'ana@example.com' })
  @IsOptional()
  @IsAddress()
  readonly recipient?: string;

  @ApiPropertyOptional({ enum: REASONS, enumName: 'Reason' })
  @IsOptional()
  @IsIn(REASONS)
  readonly reason?: Reason;

  @ApiPropertyOptional({ enum: TYPES })
  @IsOptional()
  @IsIn(TYPES)
  readonly type?: VerdictType;

  @ApiPropertyOptional({ format: 'date-time', description: 'Bounces that occurred at this time or later' })
  @IsOptional()
  @IsInstant()
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Bounces that occurred before this time' })
  @IsOptional()
  @IsInstant()
  readonly to?: string;
}
