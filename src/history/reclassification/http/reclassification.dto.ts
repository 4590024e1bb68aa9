import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../../../http/index.js';
import { RUN_STATES, type ReclassificationPreview, type ReclassificationView, type ShortVerdict } from '../index.js';

class ChangeDto {
  @ApiProperty({ type: [String], example: ['soft', 'policy-rejected'] })
  readonly from!: ShortVerdict;

  @ApiProperty({ type: [String], example: ['hard', 'user-unknown'] })
  readonly to!: ShortVerdict;

  @ApiProperty({ example: 298 })
  readonly count!: number;

  @ApiProperty({ type: [String], description: 'Ids of the first bounces' })
  readonly examples!: readonly string[];
}

class MovedRecipientsDto {
  @ApiProperty({ description: 'Recipients to whom nothing may be sent any more', example: 291 })
  readonly quarantined!: number;

  @ApiProperty({ description: 'Recipients to whom everything may be sent again', example: 0 })
  readonly released!: number;
}

class MovedCampaignDto {
  @ApiProperty({ example: 'spring' })
  readonly id!: string;

  @ApiProperty({ type: [Number], description: 'Before and after', example: [0.0061, 0.009] })
  readonly hardRate!: readonly [number | null, number | null];

  @ApiProperty({ type: [Number], description: 'Before and after', example: [0.0213, 0.0213] })
  readonly bounceRate!: readonly [number | null, number | null];
}

export class PreviewDto implements ReclassificationPreview {
  @ApiProperty({ description: 'The ruleset in force', example: 7 })
  readonly from!: number;

  @ApiProperty({ description: 'The version that the ruleset has or would have', example: 8 })
  readonly to!: number;

  @ApiProperty({ description: 'Bounces classified', example: 48210 })
  readonly scanned!: number;

  @ApiProperty({ description: 'How many of them get another verdict', example: 298 })
  readonly changed!: number;

  @ApiProperty({ type: [ChangeDto], description: 'The most frequent first' })
  readonly changes!: ReclassificationPreview['changes'];

  @ApiProperty({ type: MovedRecipientsDto })
  readonly recipients!: ReclassificationPreview['recipients'];

  @ApiProperty({ type: [MovedCampaignDto], description: 'Campaigns whose rates move' })
  readonly campaigns!: ReclassificationPreview['campaigns'];

  @ApiProperty({ description: 'Status changes that other services would be notified of', example: 291 })
  readonly notices!: number;

  @ApiProperty({ description: 'Confirms exactly this', example: `sha256:${'ab'.repeat(32)}` })
  readonly confirm!: string;
}

export class ReclassificationDto implements ReclassificationView {
  @ApiProperty({ example: 'ab'.repeat(32) })
  readonly id!: string;

  @ApiProperty({ enum: RUN_STATES })
  readonly state!: ReclassificationView['state'];

  @ApiProperty({ description: 'The ruleset that was in force at the preview', example: 7 })
  readonly from!: number;

  @ApiProperty({ description: 'The ruleset that history is classified by', example: 8 })
  readonly to!: number;

  @ApiProperty({ description: 'Bounces classified so far', example: 48210 })
  readonly scanned!: number;

  @ApiProperty({ description: 'How many of them get another verdict', example: 298 })
  readonly changed!: number;

  @ApiProperty({ description: 'All bounces', example: 48210 })
  readonly bounces!: number;

  @ApiProperty({ format: 'date-time' })
  readonly startedAt!: string;

  @ApiNullable(String, { format: 'date-time', description: 'Null while it is in progress' })
  readonly endedAt!: string | null;

  @ApiNullable(String, { description: 'Who confirmed it' })
  readonly actor!: string | null;
}
