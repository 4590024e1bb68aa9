import { ApiProperty } from '@nestjs/swagger';
import { SUPPRESSION_KINDS, type SuppressionKind } from '../../../events/index.js';
import { ApiNullable } from '../../../http/index.js';
import { LIST_FORMATS, type ListFormatName } from '../../../lists/index.js';
import {
  SUPPRESSED_STATUSES,
  type ImportPreview,
  type ImportReport,
  type ImportView,
  type ListCounts,
  type SuppressionView,
} from '../index.js';

export class SuppressionDto implements SuppressionView {
  @ApiNullable(String, { description: 'Null if only the recipient’s key is known', example: 'ana@example.com' })
  readonly address!: string | null;

  @ApiProperty({ description: 'HMAC of the address under this ledger’s secret' })
  readonly key!: string;

  @ApiProperty({ enum: SUPPRESSED_STATUSES, enumName: 'SuppressedStatus', example: 'quarantined' })
  readonly status!: SuppressionView['status'];

  @ApiProperty({ enum: SUPPRESSION_KINDS, enumName: 'SuppressionKind', example: 'hard-bounce' })
  readonly kind!: SuppressionKind;

  @ApiNullable(String, { description: 'Of the verdict, the complaint or the decision', example: 'user-unknown' })
  readonly reason!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-21T09:14:07.000Z' })
  readonly since!: string;

  @ApiNullable(String, { description: 'Who suppressed the address first, as an imported list said' })
  readonly source!: string | null;

  @ApiNullable(String, { description: 'Campaign of the bounce or complaint behind it', example: 'spring' })
  readonly campaignId!: string | null;

  @ApiProperty({
    description: 'By the address or the server that refused; `other` if neither tells',
    example: 'google',
  })
  readonly provider!: string;

  @ApiProperty({ enum: ['bounce', 'complaint', 'suppressed', 'imported'], description: 'What it rests on' })
  readonly lastEvent!: SuppressionView['lastEvent'];

  @ApiNullable(String, { description: 'Id of the bounce, mail or import; null if a person decided' })
  readonly lastEventId!: string | null;
}

class InvalidRowDto {
  @ApiProperty({ description: 'From 1', example: 12 })
  readonly line!: number;

  @ApiProperty({ example: '"nobody" is not a mail address' })
  readonly error!: string;
}

class PassedOverDto {
  @ApiProperty({ description: 'Rows that say themselves that they suppress nobody', example: 0 })
  readonly notSuppressed!: number;

  @ApiProperty({ description: 'Rows of another ledger’s export that hold a key and no address', example: 0 })
  readonly noAddress!: number;
}

class ImportPreviewDto implements ImportPreview {
  @ApiProperty({ example: 90 })
  readonly new!: number;

  @ApiProperty({ description: 'A suppression that blocks the same stands already', example: 8 })
  readonly known!: number;

  @ApiProperty({
    description: 'They change nothing: a person released the recipient after the row’s time',
    example: 1,
  })
  readonly contradictingRelease!: number;

  @ApiProperty({ description: 'Another row of the list says the same', example: 1 })
  readonly duplicates!: number;
}

export class ImportReportDto implements ImportReport {
  @ApiProperty({ example: 'sendgrid-2026-11' })
  readonly importId!: string;

  @ApiProperty({ example: false })
  readonly dryRun!: boolean;

  @ApiProperty({ description: 'All of the list had been imported before, under this id', example: false })
  readonly alreadyKnown!: boolean;

  @ApiProperty({ enum: LIST_FORMATS, enumName: 'ListFormat', example: 'sendgrid' })
  readonly format!: ListFormatName;

  @ApiProperty({ description: 'Rows in all: accepted, invalid and passed over', example: 100 })
  readonly rows!: number;

  @ApiProperty({ example: 100 })
  readonly accepted!: number;

  @ApiProperty({
    description: 'Accepted rows by kind',
    type: 'object',
    properties: Object.fromEntries(SUPPRESSION_KINDS.map((kind) => [kind, { type: 'integer' }])),
  })
  readonly byKind!: ListCounts['byKind'];

  @ApiProperty({ example: 0 })
  readonly invalidCount!: number;

  @ApiProperty({ type: [InvalidRowDto], description: 'The first 1,000' })
  readonly invalid!: ImportReport['invalid'];

  @ApiProperty({ type: PassedOverDto })
  readonly passedOver!: ImportReport['passedOver'];

  @ApiNullable(() => ImportPreviewDto, { description: 'Of a dry run: what the accepted rows would do' })
  readonly preview!: ImportPreview | null;

  @ApiNullable(String, { description: 'Pass it as `minPosition` to read what was imported', example: '18234' })
  readonly position!: string | null;
}

export class ImportDto implements ImportView {
  @ApiProperty({ example: 'sendgrid-2026-11' })
  readonly importId!: string;

  @ApiProperty({
    enum: ['incomplete', 'complete'],
    description: 'Give the same list again to complete an import that was cut short',
  })
  readonly state!: ImportView['state'];

  @ApiProperty({ description: 'Accepted rows of the whole list', example: 100 })
  readonly rows!: number;

  @ApiProperty({ description: 'Rows recorded so far', example: 100 })
  readonly recorded!: number;

  @ApiProperty({ description: 'SHA-256 of the list’s content' })
  readonly digest!: string;

  @ApiProperty({ example: 'kim@shop.example' })
  readonly actor!: string;

  @ApiProperty({ format: 'date-time' })
  readonly startedAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly lastRecordedAt!: string;

  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
