import { ApiProperty } from '@nestjs/swagger';
import { ApiNullable } from '../../../http/index.js';
import { PURPOSES, REASONS, type Reason } from '../../../events/index.js';
import type { CampaignView } from '../index.js';

class FailedDto {
  @ApiProperty({ description: 'hard + soft + blocked', example: 2130 })
  readonly total!: number;

  @ApiProperty({ example: 610 })
  readonly hard!: number;

  @ApiProperty({ example: 980 })
  readonly soft!: number;

  @ApiProperty({ description: 'Soft bounces that are the sender’s fault', example: 540 })
  readonly blocked!: number;

  @ApiProperty({ description: 'They do not count as failures', example: 10 })
  readonly ignored!: number;
}

class RatesDto {
  @ApiNullable(Number, { description: 'hard + soft + blocked', example: 0.0213 })
  readonly bounce!: number | null;

  @ApiNullable(Number, { example: 0.0061 })
  readonly hard!: number | null;

  @ApiNullable(Number, { example: 0.0098 })
  readonly soft!: number | null;

  @ApiNullable(Number, { example: 0.0054 })
  readonly blocked!: number | null;
}

class ByReasonDto {
  @ApiProperty({ enum: REASONS, enumName: 'Reason', example: 'user-unknown' })
  readonly reason!: Reason;

  @ApiProperty({ example: 580 })
  readonly failed!: number;

  @ApiProperty({ example: 0.271 })
  readonly shareOfFailed!: number;

  @ApiNullable(Number, { example: 0.0058 })
  readonly shareOfSends!: number | null;
}

class ByDomainDto {
  @ApiProperty({ example: 'example.com' })
  readonly domain!: string;

  @ApiProperty({ example: 1200 })
  readonly sends!: number;

  @ApiProperty({ example: 40 })
  readonly failed!: number;
}

class ByProviderDto {
  @ApiProperty({ example: 'google' })
  readonly provider!: string;

  @ApiProperty({ example: 41000 })
  readonly sends!: number;

  @ApiProperty({ example: 451 })
  readonly failed!: number;

  @ApiNullable(Number, { example: 0.011 })
  readonly bounceRate!: number | null;
}

export class CampaignDto implements CampaignView {
  @ApiProperty({ example: 'spring' })
  readonly id!: string;

  @ApiNullable(String, { example: 'Spring news' })
  readonly name!: string | null;

  @ApiProperty({ enum: PURPOSES, example: 'bulk' })
  readonly purpose!: CampaignView['purpose'];

  @ApiProperty({ description: 'Registered sends, or the messages of recorded totals', example: 100000 })
  readonly sends!: number;

  @ApiProperty({ description: 'Whether the time in which bounces count is over', example: false })
  readonly settled!: boolean;

  @ApiNullable(String, { format: 'date-time', example: '2026-11-28T08:00:00.000Z' })
  readonly settlesAt!: string | null;

  @ApiProperty({ type: FailedDto, description: 'Sends by their worst verdict; each counts once' })
  readonly failed!: CampaignView['failed'];

  @ApiProperty({ type: RatesDto, description: 'Shares of the sends; null if no sends are known' })
  readonly rates!: CampaignView['rates'];

  @ApiProperty({ description: 'Bounces that came after `settlesAt`', example: 0 })
  readonly late!: number;

  @ApiProperty({ description: 'Bounces that could not be verified', example: 31 })
  readonly unverified!: number;

  @ApiProperty({ example: 120 })
  readonly delayed!: number;

  @ApiProperty({ description: 'Sends that were complained about, each by however many routes', example: 12 })
  readonly complaints!: number;

  @ApiProperty({ type: [ByReasonDto] })
  readonly byReason!: CampaignView['byReason'];

  @ApiProperty({ type: [ByDomainDto] })
  readonly byDomain!: CampaignView['byDomain'];

  @ApiProperty({ type: [ByProviderDto] })
  readonly byProvider!: CampaignView['byProvider'];
}

export class CampaignAtPositionDto extends CampaignDto {
  @ApiProperty({ example: '18240' })
  readonly position!: string;
}
