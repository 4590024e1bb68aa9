import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { IDENTIFIER } from '../../../config/index.js';
import { PURPOSES, type Purpose } from '../../../events/index.js';
import { IsIdentifier, IsInstant } from '../../../http/index.js';
import { IsSendsByDomain } from './sends-by-domain.js';

const IDENTIFIER_PATTERN = IDENTIFIER.source;

export class CampaignIdDto {
  @ApiProperty({ pattern: IDENTIFIER_PATTERN, example: 'spring' })
  @IsIdentifier()
  readonly id!: string;
}

export class RegisterCampaignDto {
  @ApiProperty({ pattern: IDENTIFIER_PATTERN, example: 'spring' })
  @IsIdentifier()
  readonly id!: string;

  @ApiProperty({ enum: PURPOSES, description: 'A denylisted recipient still gets transactional mail' })
  @IsIn(PURPOSES)
  readonly purpose!: Purpose;

  @ApiPropertyOptional({ maxLength: 200, example: 'Spring news' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly name?: string;
}

export class RecordTotalsDto {
  @ApiProperty({ pattern: IDENTIFIER_PATTERN, description: 'A batch counts once', example: 'spring-1' })
  @IsIdentifier()
  readonly batchId!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T08:00:00Z' })
  @IsInstant()
  readonly sentAt!: string;

  @ApiPropertyOptional({ description: 'Messages sent; not together with `byDomain`', minimum: 1, example: 1200 })
  @ValidateIf(({ byDomain, sends }: RecordTotalsDto) => sends !== undefined || byDomain === undefined)
  @IsInt()
  @Min(1)
  @ValidateBy({
    name: 'isAlone',
    validator: {
      validate: (_, given) => (given?.object as RecordTotalsDto).byDomain === undefined,
      defaultMessage: () => 'must not stand beside byDomain, whose sum it is',
    },
  })
  readonly sends?: number;

  @ApiPropertyOptional({
    description: 'Messages sent, by the recipients’ domain; not together with `sends`',
    type: 'object',
    additionalProperties: { type: 'integer', minimum: 0 },
    example: { 'example.com': 1200 },
  })
  @ValidateIf(({ byDomain }: RecordTotalsDto) => byDomain !== undefined)
  @IsSendsByDomain()
  readonly byDomain?: Readonly<Record<string, number>>;
}

export class SendDto {
  @ApiProperty({ example: 'ana@example.com' })
  readonly recipient!: string;

  @ApiPropertyOptional({ maxLength: 998, example: '<s9@news.example.net>' })
  readonly messageId?: string;

  @ApiPropertyOptional({ pattern: IDENTIFIER_PATTERN, example: 's9' })
  readonly sendId?: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T08:00:00Z' })
  readonly sentAt!: string;
}

/** The sends are read one by one, so that a wrong one is answered in its place and the others are recorded. */
export class RecordSendsDto {
  @ApiProperty({ pattern: IDENTIFIER_PATTERN, description: 'A batch counts once', example: 'spring-1' })
  @IsIdentifier()
  readonly batchId!: string;

  @ApiProperty({ type: [SendDto] })
  @IsArray()
  @ArrayNotEmpty()
  readonly sends!: readonly unknown[];
}

/** NDJSON has no place for the batch's id in its lines. */
export class BatchQueryDto {
  @ApiPropertyOptional({ pattern: IDENTIFIER_PATTERN, description: 'Required for NDJSON, refused for JSON' })
  @IsOptional()
  @IsIdentifier()
  readonly batchId?: string;
}
