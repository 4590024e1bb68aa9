import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { parseInstant } from '../../events/index.js';
import { POSITION } from './positions.js';
import type { ProblemCode } from '../problems/problems.js';

/** Query of every read: waits until this service has followed the log to a position. */
export class ReadQueryDto {
  @ApiPropertyOptional({
    description: 'Position that a write returned: the read waits up to 5 s for it',
    example: '18234',
  })
  @IsOptional()
  @Matches(POSITION, { message: 'must be a position that a write answered' })
  readonly minPosition?: string;
}

/** Query of every list. */
export class PageQueryDto extends ReadQueryDto {
  @ApiPropertyOptional({ description: 'Items per page', default: 100, minimum: 1, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` of the previous page' })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  readonly cursor?: string;
}

const HIGHEST_VERSION = 1_000_000_000;

/** Query of a read that can also be answered as of an earlier time. */
export class AsOfQueryDto extends ReadQueryDto {
  @ApiPropertyOptional({
    description:
      'Answers what was known at this time (RFC 3339 with an offset; what had been stored by then) or position of the log. ' +
      'A `+` of an offset is written `%2B`.',
    example: '2026-11-21T10:00:00Z',
  })
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => parseInstant(value) ?? value)
  @Matches(POSITION, { message: 'must be a date and time with an offset, such as 2026-11-21T08:00:00Z, or a position' })
  readonly asOf?: string;

  @ApiPropertyOptional({
    description: 'Answers as if this version of the ruleset had classified everything',
    minimum: 1,
    example: 7,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(HIGHEST_VERSION)
  readonly rulesetVersion?: number;
}

/** The problems that a {@link AsOfQueryDto} may add to a read's. */
export const AS_OF_PROBLEMS = [
  'no-such-point',
  'unknown-ruleset',
  'past-not-ready',
  'event-store-unavailable',
] as const satisfies readonly ProblemCode[];
