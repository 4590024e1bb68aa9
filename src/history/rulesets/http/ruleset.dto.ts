import { ApiProperty } from '@nestjs/swagger';
import { COMPLAINT_EFFECTS, GUESS_EFFECTS, UNVERIFIED_EFFECTS, type Policy } from '../../../classification/index.js';
import { ApiNullable } from '../../../http/index.js';
import type {
  PolicyChange,
  PublishedReceipt,
  RulesetDiff,
  RulesetLayers,
  RulesetSummary,
  RulesetView,
} from '../index.js';

class PolicyDto implements Policy {
  @ApiProperty({ example: 5 })
  readonly softErrorThreshold!: number;

  @ApiProperty({ example: 24 })
  readonly significantGapHours!: number;

  @ApiProperty({ example: 10 })
  readonly clearAfterDays!: number;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, example: { 'mailbox-full': 30 } })
  readonly clearAfterDaysByReason!: Policy['clearAfterDaysByReason'];

  @ApiProperty({ enum: COMPLAINT_EFFECTS })
  readonly complaint!: Policy['complaint'];

  @ApiProperty({
    enum: UNVERIFIED_EFFECTS,
    description: 'What an unverified finding does at most where sends are registered',
  })
  readonly unverified!: Policy['unverified'];

  @ApiProperty({ enum: GUESS_EFFECTS, description: 'What a hard verdict does that rests on a guess or a bare code' })
  readonly guesses!: Policy['guesses'];

  @ApiProperty({ description: 'Days before its receipt from which on a stated date is not believed', example: 5 })
  readonly believeDatesForDays!: number;

  @ApiNullable(Number, { description: 'Days after which a bounce read only now does nothing; null: it always acts' })
  readonly ignoreBouncesAfterDays!: number | null;
}

export class RulesetSummaryDto implements RulesetSummary {
  @ApiProperty({ example: 7 })
  readonly version!: number;

  @ApiProperty({
    enum: ['defaults', 'operator'],
    description: 'Whether it came with a release or a person published it',
  })
  readonly origin!: 'defaults' | 'operator';

  @ApiProperty({ format: 'date-time' })
  readonly publishedAt!: string;

  @ApiNullable(String, { description: 'Who published it' })
  readonly actor!: string | null;

  @ApiNullable(String, { description: 'The reclassification that it was published for; null if for new mail only' })
  readonly reclassification!: string | null;

  @ApiProperty({ example: 214 })
  readonly rules!: number;

  @ApiProperty({ description: 'How many of them stand above the defaults', example: 3 })
  readonly operatorRules!: number;

  @ApiProperty({ type: PolicyDto })
  readonly policy!: Policy;
}

class LayersDto implements RulesetLayers {
  @ApiNullable(String)
  readonly operator!: string | null;

  @ApiNullable(String)
  readonly defaults!: string | null;
}

export class RulesetDto extends RulesetSummaryDto implements RulesetView {
  @ApiProperty({ description: 'The whole document as published (YAML)' })
  readonly document!: string;

  @ApiProperty({ type: LayersDto })
  readonly layers!: RulesetLayers;
}

export class PublishedDto implements PublishedReceipt {
  @ApiProperty({ example: 8 })
  readonly version!: number;

  @ApiProperty({ description: 'It was already in force; nothing was recorded' })
  readonly alreadyKnown!: boolean;

  @ApiProperty({ example: '18240' })
  readonly position!: string;
}

class PolicyChangeDto implements PolicyChange {
  @ApiProperty({ type: String, example: 'softErrorThreshold' })
  readonly word!: keyof Policy;

  @ApiProperty({ type: 'object', additionalProperties: true, example: 5 })
  readonly from!: PolicyChange['from'];

  @ApiProperty({ type: 'object', additionalProperties: true, example: 3 })
  readonly to!: PolicyChange['to'];
}

export class RulesetDiffDto implements RulesetDiff {
  @ApiProperty({ type: [PolicyChangeDto], description: 'Changed numbers of the policy' })
  readonly policy!: RulesetDiff['policy'];

  @ApiProperty({ type: [String], description: 'Ids of added rules' })
  readonly added!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly removed!: readonly string[];

  @ApiProperty({ type: [String], description: 'Ids of changed rules' })
  readonly changed!: readonly string[];

  @ApiProperty({ type: [String], description: 'Ids of rules that only moved' })
  readonly moved!: readonly string[];
}
