import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { POSITION } from './positions.js';

/** Query of every read: waits until this service has followed the log so far. */
export class ReadQueryDto {
  @ApiPropertyOptional({
    description: 'Position that a write answered: the read waits for it, up to 5 s',
    example: '18234',
  })
  @IsOptional()
  @Matches(POSITION, { message: 'must be a position that a write answered' })
  readonly minPosition?: string;
}

/** Query of every list. */
export class PageQueryDto extends ReadQueryDto {
  @ApiPropertyOptional({ description: 'Items of a page', default: 100, minimum: 1, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  readonly cursor?: string;
}
