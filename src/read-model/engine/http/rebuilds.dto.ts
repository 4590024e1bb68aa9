import { ApiProperty } from '@nestjs/swagger';

export class RebuildReportDto {
  @ApiProperty({ description: 'Events applied' })
  readonly events!: number;

  @ApiProperty({ description: 'How far the log was followed', example: '18240' })
  readonly position!: string;
}
