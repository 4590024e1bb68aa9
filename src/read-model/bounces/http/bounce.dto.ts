import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../../../http/index.js';
import { REASONS, type Reason, type VerdictType } from '../../../events/index.js';
import { CORRELATION_METHODS, type BounceView, type CorrelationView } from '../index.js';
import { FactsDto } from './facts.dto.js';
import { VerdictDto } from './verdict.dto.js';

export class CorrelationDto implements CorrelationView {
  @ApiProperty({ enum: CORRELATION_METHODS, example: 'signed-verp' })
  readonly method!: (typeof CORRELATION_METHODS)[number];

  @ApiProperty({ description: 'A valid signed VERP token, or a registered send with this recipient and Message-ID' })
  readonly verified!: boolean;

  @ApiNullable(String, { example: 'spring' })
  readonly campaignId!: string | null;

  @ApiNullable(String, { example: 's9' })
  readonly sendId!: string | null;

  @ApiNullable(String, { description: 'The recipient of record', example: 'ana@example.com' })
  readonly recipient!: string | null;
}

class EffectDto {
  @ApiProperty({ example: 'valid' })
  readonly from!: string;

  @ApiProperty({ example: 'quarantined' })
  readonly to!: string;

  @ApiProperty({ description: 'The rule of the policy that decided', example: 'hard-at-once' })
  readonly policy!: string;
}

class CodesDto {
  @ApiProperty({ example: 'userunknown' })
  readonly sisimai!: string;

  @ApiProperty({ example: 1 })
  readonly adobe!: number;

  @ApiProperty({ example: 10 })
  readonly sparkpost!: number;
}

class EarlierVerdictDto {
  @ApiProperty({ example: 6 })
  readonly rulesetVersion!: number;

  @ApiProperty({ enum: ['hard', 'soft', 'ignored'], example: 'soft' })
  readonly type!: VerdictType;

  @ApiProperty({ enum: REASONS, enumName: 'Reason', example: 'unspecified-failure' })
  readonly reason!: Reason;
}

export class BounceDto implements BounceView {
  @ApiProperty({ format: 'uuid', example: 'f3c1a9d2-6b7e-5d10-9a41-2f0f5f9c7b11' })
  readonly id!: string;

  @ApiProperty({ description: 'The mail that reported it' })
  readonly mailId!: string;

  @ApiProperty({ type: FactsDto, description: 'What the mail says; never changes' })
  readonly facts!: BounceView['facts'];

  @ApiProperty({ type: VerdictDto, description: 'The effective verdict, under the latest ruleset that classified it' })
  readonly verdict!: BounceView['verdict'];

  @ApiNullable(() => CorrelationDto, { description: 'The send that it belongs to, and how we know' })
  readonly correlation!: BounceView['correlation'];

  @ApiNullable(() => EffectDto, { description: 'How it changed the status of its recipient' })
  readonly effect!: BounceView['effect'];

  @ApiProperty({ type: CodesDto, description: 'The reason in the terms of other programs' })
  readonly codes!: BounceView['codes'];

  @ApiProperty({ type: [EarlierVerdictDto], description: 'Verdicts of earlier rulesets, oldest first' })
  readonly history!: BounceView['history'];

  @ApiProperty({ description: 'Path of the exact bytes of the mail', example: '/v1/mails/9f2c…/evidence' })
  readonly evidence!: string;
}

export class BounceAtPositionDto extends BounceDto {
  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
