import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ApiNullable } from '../../../http/index.js';
import { MAIL_KINDS, type MailKind } from '../../../events/index.js';
import { REINTERPRETATION_STATES, type CountedExamples, type KindChange, type ReinterpretationView } from '../index.js';

export class ReinterpretDto {
  @ApiPropertyOptional({ default: false, description: 'Report what would change, and write nothing' })
  @IsOptional()
  @IsBoolean()
  readonly dryRun?: boolean;
}

export class ReinterpretationIdDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly id!: string;
}

class CountedExamplesDto implements CountedExamples {
  @ApiProperty({ example: 9 })
  readonly count!: number;

  @ApiProperty({ type: [String], description: 'The first of them' })
  readonly examples!: readonly string[];
}

class KindChangeDto extends CountedExamplesDto implements KindChange {
  @ApiProperty({ enum: MAIL_KINDS, enumName: 'MailKind', example: 'not-understood' })
  readonly from!: MailKind;

  @ApiProperty({ enum: MAIL_KINDS, enumName: 'MailKind', example: 'bounce' })
  readonly to!: MailKind;
}

class RereadBouncesDto {
  @ApiProperty({ description: 'Bounces that were not reported before', example: 9 })
  readonly gained!: number;

  @ApiProperty({ description: 'Bounces whose facts differ', example: 2 })
  readonly corrected!: number;

  @ApiProperty({ description: 'Bounces that are no longer reported', example: 1 })
  readonly lost!: number;
}

class RereadRecipientsDto {
  @ApiProperty({ type: CountedExamplesDto, description: 'Recipients that a mail names now and did not before' })
  readonly gained!: CountedExamples;

  @ApiProperty({ type: CountedExamplesDto, description: 'Recipients that a mail named before and no longer does' })
  readonly lost!: CountedExamples;
}

export class ReinterpretationDto implements ReinterpretationView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: REINTERPRETATION_STATES, enumName: 'ReinterpretationState', example: 'running' })
  readonly state!: ReinterpretationView['state'];

  @ApiNullable(String, { description: 'Why it failed' })
  readonly error!: string | null;

  @ApiProperty({ description: 'Nothing is written; this is what would change' })
  readonly dryRun!: boolean;

  @ApiProperty({ description: 'Mails read so far', example: 48210 })
  readonly scanned!: number;

  @ApiProperty({ description: 'How many of them say something else now', example: 12 })
  readonly changed!: number;

  @ApiProperty({ description: 'How many of them have bytes that expired or were erased', example: 0 })
  readonly expired!: number;

  @ApiProperty({ type: CountedExamplesDto, description: 'Those of them whose bytes are damaged' })
  readonly damaged!: CountedExamples;

  @ApiProperty({ type: [KindChangeDto], description: 'The most frequent first; examples are mail ids' })
  readonly changes!: readonly KindChange[];

  @ApiProperty({ type: RereadBouncesDto })
  readonly bounces!: ReinterpretationView['bounces'];

  @ApiProperty({ type: RereadRecipientsDto })
  readonly recipients!: ReinterpretationView['recipients'];

  @ApiNullable(String, { description: 'Pass it as `minPosition`; null if nothing was written', example: '18240' })
  readonly position!: string | null;
}
