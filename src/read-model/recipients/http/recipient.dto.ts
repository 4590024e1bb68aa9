import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { VerdictDto } from '../../bounces/http/index.js';
import { ApiNullable } from '../../../http/index.js';
import {
  REASONS,
  SUPPRESSION_KINDS,
  type Blocks,
  type Reason,
  type SuppressionKind,
  type Verdict,
} from '../../../events/index.js';
import {
  RECIPIENT_STATUSES,
  type ListedRecipient,
  type LookupResult,
  type RecipientStatus,
  type RecipientStep,
  type RecipientView,
} from '../index.js';

class SendableDto {
  @ApiProperty({ example: false })
  readonly bulk!: boolean;

  @ApiProperty({ example: false })
  readonly transactional!: boolean;
}

class SoftErrorsDto {
  @ApiProperty({ example: 0 })
  readonly counted!: number;

  @ApiProperty({ description: 'Number of counted errors that quarantines', example: 5 })
  readonly threshold!: number;

  @ApiNullable(String, { format: 'date-time', description: 'When they expire, if no further one comes' })
  readonly clearsAt!: string | null;
}

class UnverifiedDto {
  @ApiProperty({ description: 'Since the recipient was last released', example: 0 })
  readonly findings!: number;

  @ApiNullable(String, { description: 'Why they did not count in full; null if there are none' })
  readonly explanation!: string | null;
}

class BounceCauseDto {
  @ApiProperty({ format: 'uuid' })
  readonly bounceId!: string;

  @ApiProperty({ type: VerdictDto })
  readonly verdict!: Verdict;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:14:07.000Z' })
  readonly occurredAt!: string;
}

class ComplaintCauseDto {
  @ApiProperty()
  readonly mailId!: string;

  @ApiProperty({ example: 'abuse' })
  readonly feedbackType!: string;

  @ApiProperty({ format: 'date-time' })
  readonly occurredAt!: string;
}

class ListedCauseDto {
  @ApiProperty({ example: 'sendgrid-2026-11' })
  readonly importId!: string;

  @ApiProperty({ enum: SUPPRESSION_KINDS, enumName: 'SuppressionKind', example: 'unsubscribe' })
  readonly kind!: SuppressionKind;

  @ApiNullable(String, { description: 'Who suppressed the address first, as the list said', example: 'sendgrid' })
  readonly source!: string | null;
}

class DecisionCauseDto {
  @ApiProperty({ enum: ['suppressed'] })
  readonly decision!: 'suppressed';

  @ApiProperty({
    description: 'The kind, if an imported list gave no reason',
    example: 'asked by phone not to be mailed',
  })
  readonly reason!: string;

  @ApiProperty({ description: 'Who decided this, or imported the list', example: 'kim@shop.example' })
  readonly actor!: string;

  @ApiProperty({ format: 'date-time' })
  readonly occurredAt!: string;

  @ApiPropertyOptional({
    type: ListedCauseDto,
    description: 'The row of an imported list behind it; absent if a person decided about this recipient alone',
  })
  readonly list?: ListedCauseDto;
}

const CAUSES = [BounceCauseDto, ComplaintCauseDto, DecisionCauseDto] as const;

@ApiExtraModels(...CAUSES)
export class RecipientDto implements ListedRecipient {
  @ApiNullable(String, {
    description: 'Null in lists if only the recipient’s key is known',
    example: 'ana@example.com',
  })
  readonly address!: string | null;

  @ApiProperty({ description: 'False if nothing was ever heard of the address; it is then valid', example: true })
  readonly known!: boolean;

  @ApiProperty({ enum: RECIPIENT_STATUSES, enumName: 'RecipientStatus', example: 'quarantined' })
  readonly status!: RecipientStatus;

  @ApiProperty({ type: SendableDto })
  readonly sendable!: RecipientView['sendable'];

  @ApiProperty({
    nullable: true,
    description: 'What caused the status; null while it is valid',
    oneOf: CAUSES.map((cause) => ({ $ref: getSchemaPath(cause) })),
  })
  readonly cause!: RecipientView['cause'];

  @ApiProperty({ type: SoftErrorsDto })
  readonly softErrors!: RecipientView['softErrors'];

  @ApiProperty({
    type: UnverifiedDto,
    description: 'Findings that would have to be verified, as sends are registered, and are not',
  })
  readonly unverified!: RecipientView['unverified'];

  @ApiProperty({ example: 7 })
  readonly rulesetVersion!: number;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T10:00:00.000Z' })
  readonly asOf!: string;
}

export class RecipientAtPositionDto extends RecipientDto {
  @ApiProperty({ example: '18240' })
  readonly position!: string;
}

export class RecipientStepDto implements RecipientStep {
  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:14:07.000Z' })
  readonly occurredAt!: string;

  @ApiProperty({ enum: RECIPIENT_STATUSES, enumName: 'RecipientStatus', example: 'valid' })
  readonly from!: RecipientStatus;

  @ApiProperty({ enum: RECIPIENT_STATUSES, enumName: 'RecipientStatus', example: 'quarantined' })
  readonly to!: RecipientStatus;

  @ApiProperty({ enum: ['bounce', 'complaint', 'reclassification', 'suppressed', 'released', 'expired'] })
  readonly cause!: RecipientStep['cause'];

  @ApiProperty({ description: 'Which rule of the policy decided', example: 'hard-at-once' })
  readonly policy!: string;

  @ApiNullable(String)
  readonly bounceId!: string | null;

  @ApiNullable(String)
  readonly mailId!: string | null;

  @ApiNullable(() => VerdictDto)
  readonly verdict!: Verdict | null;

  @ApiNullable(String, { description: 'Why a person decided this' })
  readonly reason!: string | null;

  @ApiNullable(String, { description: 'Who decided this' })
  readonly actor!: string | null;
}

class LookupResultDto {
  @ApiProperty({ description: 'As given', example: 'ana@example.com' })
  readonly address!: string;

  @ApiPropertyOptional({ example: true })
  readonly known?: boolean;

  @ApiProperty({ description: 'For the requested purpose', example: false })
  readonly sendable!: boolean;

  @ApiPropertyOptional({ enum: RECIPIENT_STATUSES, enumName: 'RecipientStatus', example: 'quarantined' })
  readonly status?: RecipientStatus;

  @ApiPropertyOptional({
    enum: ['all', 'bulk'],
    description:
      'What the status blocks; absent if it blocks nothing. Transactional mail may be sent where it is `bulk`',
    example: 'all',
  })
  readonly blocks?: Blocks;

  @ApiPropertyOptional({
    enum: [...REASONS, ...SUPPRESSION_KINDS],
    enumName: 'ReasonOrSuppressionKind',
    description: 'Reason of the verdict behind the status, or kind of the suppression',
    example: 'user-unknown',
  })
  readonly reason?: Reason | SuppressionKind;

  @ApiPropertyOptional({
    enum: ['invalid-address'],
    description: 'Not exactly one mail address: never sendable, and nothing else is said',
  })
  readonly error?: 'invalid-address';
}

export class LookupAnswerDto {
  @ApiProperty({ type: [LookupResultDto], description: 'In the order of the addresses' })
  readonly results!: readonly LookupResult[];

  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
