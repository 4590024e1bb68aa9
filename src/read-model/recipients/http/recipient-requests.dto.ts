import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { IsAddress } from '../../bounces/http/index.js';
import { PURPOSES } from '../../../events/index.js';
import { PageQueryDto, AsOfQueryDto, ReadQueryDto } from '../../../http/index.js';
import { RECIPIENT_STATUSES, type LookupPurpose, type RecipientStatus } from '../index.js';

const MAX_LOOKUP_ADDRESSES = 10_000;

/** An address in the path, normalised. */
export class AddressDto {
  @ApiProperty({ example: 'ana@example.com' })
  @IsAddress()
  readonly address!: string;
}

export class DecisionDto {
  @ApiProperty({ maxLength: 500, example: 'asked by phone not to be mailed' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  readonly reason!: string;

  @ApiProperty({ maxLength: 200, description: 'Who decided', example: 'kim@shop.example' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly actor!: string;
}

export class DecidedDto {
  @ApiProperty({ example: 'ana@example.com' })
  readonly address!: string;

  @ApiProperty({ description: 'Pass it as `minPosition` to read what was written', example: '18234' })
  readonly position!: string;
}

export class RecipientListQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: RECIPIENT_STATUSES, enumName: 'RecipientStatus' })
  @IsOptional()
  @IsIn(RECIPIENT_STATUSES)
  readonly status?: RecipientStatus;
}

/** A list has no place for the purpose in its lines. */
export class LookupQueryDto extends ReadQueryDto {
  @ApiPropertyOptional({ enum: PURPOSES, description: 'Required for lists, refused for JSON' })
  @IsOptional()
  @IsIn(PURPOSES)
  readonly purpose?: LookupPurpose;
}

export class LookupDto extends AsOfQueryDto {
  @ApiProperty({ type: [String], maxItems: MAX_LOOKUP_ADDRESSES, example: ['ana@example.com', 'bo@example.org'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_LOOKUP_ADDRESSES)
  @IsString({ each: true })
  readonly addresses!: readonly string[];

  @ApiProperty({ enum: PURPOSES, example: 'bulk' })
  @IsIn(PURPOSES)
  readonly purpose!: LookupPurpose;
}
