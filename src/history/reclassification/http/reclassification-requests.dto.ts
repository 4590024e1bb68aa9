import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { CONFIRM_DIGEST } from '../index.js';
import { DEFAULTS_CHOICES, type DefaultsChoice } from '../../rulesets/index.js';
import { MAX_DOCUMENT_LENGTH } from '../../rulesets/http/index.js';

/** Either `{"preview": true, "ruleset"}` or `{"confirm"}`. */
export class ReclassifyDto {
  @ApiPropertyOptional({ enum: [true], description: 'Report what would change, and change nothing' })
  @ValidateIf(({ confirm }: ReclassifyDto) => confirm === undefined)
  @Equals(true, { message: 'must be true, or "confirm" the digest of a preview' })
  readonly preview?: true;

  @ApiPropertyOptional({
    description: 'Rules and policy (YAML); needed with `confirm` if the preview was made elsewhere or long ago',
  })
  @ValidateIf(({ confirm, ruleset }: ReclassifyDto) => confirm === undefined || ruleset !== undefined)
  @IsString()
  @MaxLength(MAX_DOCUMENT_LENGTH)
  readonly ruleset?: string;

  @ApiPropertyOptional({ enum: DEFAULTS_CHOICES, default: 'kept', description: 'The defaults below it' })
  @IsOptional()
  @IsIn(DEFAULTS_CHOICES)
  readonly defaults?: DefaultsChoice;

  @ApiPropertyOptional({ pattern: CONFIRM_DIGEST.source, description: 'The digest of a preview: apply it' })
  @ValidateIf(({ confirm }: ReclassifyDto) => confirm !== undefined)
  @Matches(CONFIRM_DIGEST, { message: 'must be the digest of a preview: "sha256:" and 64 hex digits' })
  readonly confirm?: string;
}

export class ReclassificationIdDto {
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 64 hex digits' })
  readonly id!: string;
}
