import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IDENTIFIER } from '../../../config/index.js';
import { SUPPRESSION_KINDS, type SuppressionKind } from '../../../events/index.js';
import { IsFlag, IsIdentifier, IsInstant, PageQueryDto } from '../../../http/index.js';
import { LIST_FORMATS, type ListFormatName } from '../../../lists/index.js';
import { SUPPRESSED_STATUSES, type SuppressionFilter } from '../index.js';

export class ImportIdDto {
  @ApiProperty({ pattern: IDENTIFIER.source, example: 'sendgrid-2026-11' })
  @IsIdentifier()
  readonly importId!: string;
}

export class ImportQueryDto {
  @ApiPropertyOptional({
    pattern: IDENTIFIER.source,
    description: 'An import counts once; by default it is named by the digest of the list’s content',
    example: 'sendgrid-2026-11',
  })
  @IsOptional()
  @IsIdentifier()
  readonly importId?: string;

  @ApiPropertyOptional({ enum: LIST_FORMATS, description: 'Whose export it is; by default the header tells' })
  @IsOptional()
  @IsIn(LIST_FORMATS)
  readonly from?: ListFormatName;

  @ApiPropertyOptional({
    enum: SUPPRESSION_KINDS,
    enumName: 'SuppressionKind',
    description: 'Kind of every row, whatever it says. A list that names none is `manual`',
  })
  @IsOptional()
  @IsIn(SUPPRESSION_KINDS)
  readonly kind?: SuppressionKind;

  @ApiPropertyOptional({ maxLength: 200, description: 'For rows that name no source' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  readonly source?: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Who imports; by default the name of the API key' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  readonly actor?: string;

  @ApiPropertyOptional({ default: false, description: 'Says what the import would do, and records nothing' })
  @IsOptional()
  @IsFlag()
  readonly dryRun: boolean = false;

  @ApiPropertyOptional({
    default: false,
    description: 'Leaves invalid rows out; otherwise one of them refuses the list',
  })
  @IsOptional()
  @IsFlag()
  readonly skipInvalid: boolean = false;
}

export class SuppressionListQueryDto extends PageQueryDto implements SuppressionFilter {
  @ApiPropertyOptional({ enum: SUPPRESSED_STATUSES, enumName: 'SuppressedStatus' })
  @IsOptional()
  @IsIn(SUPPRESSED_STATUSES)
  readonly status?: (typeof SUPPRESSED_STATUSES)[number];

  @ApiPropertyOptional({ enum: SUPPRESSION_KINDS, enumName: 'SuppressionKind' })
  @IsOptional()
  @IsIn(SUPPRESSION_KINDS)
  readonly kind?: SuppressionKind;

  @ApiPropertyOptional({ description: 'The whole reason', maxLength: 1000, example: 'user-unknown' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly reason?: string;

  @ApiPropertyOptional({ pattern: IDENTIFIER.source, description: 'Campaign of the bounce or complaint behind it' })
  @IsOptional()
  @IsIdentifier()
  readonly campaignId?: string;

  @ApiPropertyOptional({ maxLength: 64, example: 'google' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly provider?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not before this time', example: '2026-11-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  readonly since?: string;
}
