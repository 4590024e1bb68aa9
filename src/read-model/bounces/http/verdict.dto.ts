import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../../../http/index.js';
import { REASONS, type Fault, type Reason, type Verdict, type VerdictType } from '../../../events/index.js';

export class VerdictDto implements Verdict {
  @ApiProperty({ enum: ['hard', 'soft', 'ignored'], example: 'hard' })
  readonly type!: VerdictType;

  @ApiProperty({ enum: REASONS, enumName: 'Reason', example: 'user-unknown' })
  readonly reason!: Reason;

  @ApiProperty({ enum: ['recipient', 'receiver', 'sender', 'unknown'], example: 'recipient' })
  readonly fault!: Fault;

  @ApiNullable(String, { description: 'The rule that decided; null only for `undetermined`', example: 'status-5.1.1' })
  readonly rule!: string | null;

  @ApiNullable(String, { description: 'The words or code that the rule matched', example: '5.1.1' })
  readonly matched!: string | null;

  @ApiProperty({ example: 7 })
  readonly rulesetVersion!: number;
}
