import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FeedEvent } from '../index.js';

export class FeedEventDto implements FeedEvent {
  @ApiProperty({ enum: ['1.0'] })
  readonly specversion!: '1.0';

  @ApiProperty({ description: 'The same for every follower and after every rebuild', format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: '/bounce-ledger/0f6f7a52-1f0b-4c55-9a7d-3a4d2a8a6a10' })
  readonly source!: string;

  @ApiProperty({ example: 'bounce-ledger.recipient.status-changed.v1' })
  readonly type!: string;

  @ApiPropertyOptional({ description: 'The address that it is about', example: 'ana@example.com' })
  readonly subject?: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:15:01.000Z' })
  readonly time!: string;

  @ApiProperty({ enum: ['application/json'] })
  readonly datacontenttype!: 'application/json';

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    properties: { position: { type: 'string', description: 'Its position in the feed: pass it as `after`' } },
    example: { from: 'valid', to: 'quarantined', cause: 'bounce', position: '18240/0' },
  })
  readonly data!: FeedEvent['data'];
}
