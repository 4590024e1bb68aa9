import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IDENTIFIER } from '../../../config/index.js';
import { IsIdentifier, PageQueryDto } from '../../../http/index.js';
import { FEED_TYPES, type FeedFilter, type FeedType } from '../index.js';

export class FeedQueryDto extends PageQueryDto implements FeedFilter {
  @ApiPropertyOptional({ description: 'Feed position after which to start; default: the beginning' })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  readonly after?: string;

  @ApiPropertyOptional({
    type: String,
    description: `Only these, separated by commas: ${FEED_TYPES.join(', ')}`,
    example: 'bounce.received,recipient.status-changed',
  })
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(FEED_TYPES, { each: true, message: `each must be one of: ${FEED_TYPES.join(', ')}` })
  readonly types?: readonly FeedType[];

  @ApiPropertyOptional({ pattern: IDENTIFIER.source, example: 'spring' })
  @IsOptional()
  @IsIdentifier()
  readonly campaignId?: string;
}
