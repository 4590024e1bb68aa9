import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { ApiNullable, IsFlag } from '../../../http/index.js';
import type { CollectNow } from '../../../mailbox/index.js';

export class CollectNowDto implements Pick<CollectNow, 'retryParked'> {
  @ApiPropertyOptional({
    description: 'Also try mails that failed before, including parked ones',
    default: false,
  })
  @IsOptional()
  @IsFlag()
  readonly retryParked: boolean = false;
}

export class CollectionErrorDto {
  @ApiProperty({ example: 'pop3-refused' })
  readonly code!: string;

  @ApiProperty()
  readonly message!: string;

  @ApiNullable(String, { description: 'The POP3 command that failed', example: 'PASS' })
  readonly verb!: string | null;

  @ApiNullable(String, { description: 'The server’s response code (RFC 2449)', example: 'AUTH' })
  readonly responseCode!: string | null;
}

/** listed = appended + alreadyKnown + parked + notReached = deleted + left. */
export class CollectionReportDto {
  @ApiProperty({ example: 'bounces' })
  readonly mailbox!: string;

  @ApiProperty({ format: 'date-time' })
  readonly startedAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly completedAt!: string;

  @ApiProperty({ description: 'Mails that the server listed' })
  readonly listed!: number;

  @ApiProperty()
  readonly appended!: number;

  @ApiProperty()
  readonly alreadyKnown!: number;

  @ApiProperty({ description: 'Mails that failed three times in a row, or are too large' })
  readonly parked!: number;

  @ApiProperty()
  readonly notReached!: number;

  @ApiProperty()
  readonly deleted!: number;

  @ApiProperty({ description: 'Mails left on the server' })
  readonly left!: number;

  @ApiProperty({ type: CollectionErrorDto, nullable: true })
  readonly error!: CollectionErrorDto | null;
}
