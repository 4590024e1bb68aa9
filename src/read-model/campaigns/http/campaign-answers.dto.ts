import { ApiProperty } from '@nestjs/swagger';
import type { Rejection } from '../index.js';

/** What a write left behind. */
class RecordedDto {
  @ApiProperty({ description: 'It was already recorded with the same data; nothing was added', example: false })
  readonly alreadyKnown!: boolean;

  @ApiProperty({ description: 'Pass it as `minPosition` to read what was written', example: '18234' })
  readonly position!: string;
}

export class CampaignRecordedDto extends RecordedDto {
  @ApiProperty({ example: 'spring' })
  readonly id!: string;
}

export class TotalsRecordedDto extends RecordedDto {
  @ApiProperty({ example: 'spring-1' })
  readonly batchId!: string;

  @ApiProperty({ description: 'Messages of the batch', example: 1200 })
  readonly accepted!: number;
}

class RejectionDto implements Rejection {
  @ApiProperty({ description: 'Line of the NDJSON body, or index in `sends`, from 1', example: 3 })
  readonly line!: number;

  @ApiProperty({ example: 'recipient is not a mail address' })
  readonly error!: string;
}

export class SendsRecordedDto extends RecordedDto {
  @ApiProperty({ example: 'spring-1' })
  readonly batchId!: string;

  @ApiProperty({ description: 'Sends of the batch', example: 2000 })
  readonly accepted!: number;

  @ApiProperty({ type: [RejectionDto], description: 'The first 1,000 sends that were rejected' })
  readonly rejected!: readonly Rejection[];

  @ApiProperty({ description: 'How many were rejected', example: 1 })
  readonly rejectedCount!: number;
}
