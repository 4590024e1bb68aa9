import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { printable, printJson, printLine } from '../terminal.js';

/** `campaign ID`: how a campaign fares. */
export const registerCampaign: RegisterCommand = (program, run) => {
  program
    .command('campaign')
    .description('say how a campaign fares')
    .argument('<id>')
    .option('--json', 'one JSON object, as GET /v1/campaigns/{id} answers')
    .action(
      run(async ({ terminal, settings }, id: string, { json }: { json?: boolean }) => {
        const access = await openAccess(settings());
        try {
          const campaign = await access.campaign(id);
          if (campaign === null) {
            terminal.errors.write(`there is no campaign ${printable(id)}\n`);
            return 1;
          }
          if (json === true) printJson(terminal, campaign);
          else for (const line of campaignLines(campaign)) printLine(terminal, line);
          return 0;
        } finally {
          await access.close();
        }
      }),
    );
};

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

function count(n: number): string {
  return n.toLocaleString('en');
}

/** A share of 1 as a percentage; a dash where there is no denominator. */
function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`;
}
