import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { normaliseAddress } from '../ledger/index.js';

/** An address in the path, normalised. */
export class AddressDto {
  @ApiProperty({ example: 'ana@example.com' })
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? normaliseAddress(value) : null))
  @IsString({ message: 'is no e-mail address' })
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

  @ApiProperty({ description: 'Give it as `minPosition` to read what was written', example: '18234' })
  readonly position!: string;
}
