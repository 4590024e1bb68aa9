import { ApiProperty } from '@nestjs/swagger';
import type { ReportingMta } from '../index.js';

export class ReportingMtaDto implements ReportingMta {
  @ApiProperty({
    description:
      'Registrable domain of the MTAs, or host name or address of one that has none; ' +
      '`(none)`: the report names none, `(other)`: what it names is no host',
    example: 'domino.example',
  })
  readonly reportingMta!: string;

  @ApiProperty({ description: 'One for each failed recipient', example: 3400 })
  readonly bounces!: number;

  @ApiProperty({
    description: 'Of them, those that carry the Message-ID of the message that they are about',
    example: 408,
  })
  readonly messageIds!: number;

  @ApiProperty({ description: 'messageIds of bounces, 0 to 1', example: 0.12 })
  readonly share!: number;
}
