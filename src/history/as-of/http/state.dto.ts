import { ApiProperty } from '@nestjs/swagger';
import type { StateTotals } from '../index.js';

class TotalsDto {
  @ApiProperty({ example: 2140 })
  readonly recipients!: number;

  @ApiProperty({ example: 1203 })
  readonly valid!: number;

  @ApiProperty({ example: 310 })
  readonly 'with-errors'!: number;

  @ApiProperty({ example: 615 })
  readonly quarantined!: number;

  @ApiProperty({ example: 12 })
  readonly denylisted!: number;
}

export class StateTotalsDto implements StateTotals {
  @ApiProperty({ type: TotalsDto })
  readonly totals!: StateTotals['totals'];

  @ApiProperty({ example: 7 })
  readonly rulesetVersion!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T10:00:00.000Z' })
  readonly asOf!: string;

  @ApiProperty({ description: 'How far the log was followed', example: '18240' })
  readonly position!: string;
}
