import type { CampaignView } from '../../read-model/campaigns/index.js';
import { printable } from '../terminal.js';
import { count, percent } from './numbers.js';

const REASONS_SHOWN = 8;

/** The answer for a person: counts, rates, and the reasons behind them. */
export function campaignLines(campaign: CampaignView): string[] {
  const { failed, rates } = campaign;
  const settled = campaign.settled ? 'settled' : `settles at ${campaign.settlesAt ?? 'an unknown time'}`;
  const rows: readonly (readonly [string, number, number | null])[] = [
    ['hard', failed.hard, rates.hard],
    ['soft', failed.soft, rates.soft],
    ['blocked', failed.blocked, rates.blocked],
    ['all', failed.total, rates.bounce],
  ];
  return [
    `campaign   ${printable(campaign.id)}  ${campaign.purpose}  sends ${count(campaign.sends)}  ${settled}`,
    ...rows.map(
      ([name, failures, rate]) => `  ${name.padEnd(9)}${count(failures).padStart(9)}${percent(rate).padStart(10)}`,
    ),
    `  ignored ${count(failed.ignored)}  late ${count(campaign.late)}  unverified ${count(campaign.unverified)}  ` +
      `delayed ${count(campaign.delayed)}  complaints ${count(campaign.complaints)}`,
    ...campaign.byReason.slice(0, REASONS_SHOWN).map(({ reason, failed: failures, shareOfFailed }) => {
      return `  ${reason.padEnd(26)}${count(failures).padStart(9)}${percent(shareOfFailed).padStart(10)} of failures`;
    }),
  ];
}
