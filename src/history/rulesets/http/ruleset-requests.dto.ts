import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { DEFAULTS_CHOICES, type DefaultsChoice } from '../index.js';

/** Longer texts cannot be within the limit of bytes; a shorter one beyond it is refused with its size. */
export const MAX_DOCUMENT_LENGTH = 4 * 1024 * 1024;
const HIGHEST_VERSION = 1_000_000_000;

export class RulesetVersionDto {
  @ApiProperty({ minimum: 1, example: 7 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(HIGHEST_VERSION)
  readonly version!: number;
}

export class RulesetDiffQueryDto {
  @ApiProperty({
    description: 'A version, or `shipped`: the same ruleset above the defaults of this release',
    pattern: '^(?:[1-9][0-9]{0,8}|shipped)$',
    example: '8',
  })
  @Matches(/^(?:[1-9]\d{0,8}|shipped)$/, { message: 'must be a version or "shipped"' })
  readonly to!: string;
}

export class RollbackDto {
  @ApiProperty({ description: 'The version that the publisher believes is the latest', minimum: 1, example: 8 })
  @IsInt()
  @Min(1)
  @Max(HIGHEST_VERSION)
  readonly expectedVersion!: number;
}

export class RulesetDraftDto {
  @ApiProperty({ description: 'Rules and policy (YAML); see docs/rulesets.md' })
  @IsString()
  @MaxLength(MAX_DOCUMENT_LENGTH)
  readonly ruleset!: string;

  @ApiPropertyOptional({
    enum: DEFAULTS_CHOICES,
    default: 'kept',
    description: 'The defaults below it: those published before, those of this release, or none',
  })
  @IsOptional()
  @IsIn(DEFAULTS_CHOICES)
  readonly defaults?: DefaultsChoice;
}

export class PublishRulesetDto extends RulesetDraftDto {
  @ApiProperty({ description: 'The version that the publisher believes is the latest', minimum: 1, example: 7 })
  @IsInt()
  @Min(1)
  @Max(HIGHEST_VERSION)
  readonly expectedVersion!: number;
}
