import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../http/index.js';
import type { CustodyCounts } from '../ledger/events/index.js';
import type { MailboxView } from './mailbox-views.js';

class CustodyDto implements CustodyCounts {
  @ApiProperty({ description: '= appended + alreadyKnown + parked + notReached = deleted + left', example: 1204 })
  readonly listed!: number;

  @ApiProperty({ example: 1198 })
  readonly appended!: number;

  @ApiProperty({ example: 6 })
  readonly alreadyKnown!: number;

  @ApiProperty({ description: 'Set apart because they could not be taken in', example: 0 })
  readonly parked!: number;

  @ApiProperty({ description: 'Left for a later session', example: 0 })
  readonly notReached!: number;

  @ApiProperty({ example: 0 })
  readonly deleted!: number;

  @ApiProperty({ example: 1204 })
  readonly left!: number;
}

export class MailboxDto implements MailboxView {
  @ApiProperty({ example: 'bounces' })
  readonly name!: string;

  @ApiNullable(String, { format: 'date-time', example: '2026-11-21T10:00:00.000Z' })
  readonly lastSuccessAt!: string | null;

  @ApiNullable(String, { format: 'date-time', description: 'Since when the oldest mail waits that was not taken yet' })
  readonly oldestWaitingAt!: string | null;

  @ApiProperty({ description: 'Mails listed but not taken yet', example: 0 })
  readonly waiting!: number;

  @ApiNullable(String, { description: 'Code of what ended the last session early' })
  readonly lastError!: string | null;

  @ApiProperty({ type: CustodyDto, description: 'What became of the mails, over all sessions' })
  readonly custody!: CustodyCounts;
}
