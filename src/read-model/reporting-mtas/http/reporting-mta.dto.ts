import { ApiProperty } from '@nestjs/swagger';
import type { ReportingMta } from '../index.js';

export class ReportingMtaDto implements ReportingMta {
  @ApiProperty({
    description:
      'Registrable domain of the MTAs, or host name or address of one that has none; ' +
      '`(none)`: the report names none; `(other)`: it names something that is not a host',
    example: 'domino.example',
  })
  readonly reportingMta!: string;

  @ApiProperty({ description: 'One per failed recipient', example: 3400 })
  readonly bounces!: number;

  @ApiProperty({
    description: 'How many of them carry the original Message-ID',
    example: 408,
  })
  readonly messageIds!: number;

  @ApiProperty({ description: 'messageIds divided by bounces, 0 to 1', example: 0.12 })
  readonly share!: number;
}
