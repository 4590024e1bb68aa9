import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../../../http/index.js';
import type { Permanence } from '../../../events/index.js';
import type { FactsView } from '../index.js';

/** What the mail says of one recipient's delivery, as an answer tells it. */
export class FactsDto implements FactsView {
  @ApiNullable(String, { description: 'Final-Recipient, as reported', example: 'ana@example.com' })
  readonly recipient!: string | null;

  @ApiNullable(String, { description: 'Original-Recipient, as reported' })
  readonly originalRecipient!: string | null;

  @ApiProperty({ enum: ['failed', 'delayed'], example: 'failed' })
  readonly action!: 'failed' | 'delayed';

  @ApiNullable(String, {
    description: 'Status in the remote server’s own words, else the stated one',
    example: '5.1.1',
  })
  readonly status!: string | null;

  @ApiNullable(String, { description: 'The Status field, verbatim', example: '5.0.0' })
  readonly statedStatus!: string | null;

  @ApiNullable(Number, { example: 550 })
  readonly smtpCode!: number | null;

  @ApiProperty({ enum: ['permanent', 'transient'], nullable: true, example: 'permanent' })
  readonly permanence!: Permanence | null;

  @ApiNullable(String, { example: '550 5.1.1 no such user' })
  readonly diagnostic!: string | null;

  @ApiNullable(String, { example: 'relay.example.net' })
  readonly reportingMta!: string | null;

  @ApiNullable(String, { example: 'mx.example.com' })
  readonly remoteMta!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:14:07.000Z' })
  readonly occurredAt!: string;

  @ApiNullable(String, { example: '<s9@news.example.net>' })
  readonly originalMessageId!: string | null;
}
