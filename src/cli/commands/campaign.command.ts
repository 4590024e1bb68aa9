import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { campaignLines } from '../lines/campaign-lines.js';
import { printable, printAnswer } from '../terminal.js';

/** `campaign ID`: how a campaign is doing. */
export const registerCampaign: RegisterCommand = (program, run) => {
  program
    .command('campaign')
    .description('show how a campaign is doing')
    .argument('<id>')
    .option('--json', 'one JSON object, as GET /v1/campaigns/{id} answers')
    .action(
      run(async ({ terminal, settings }, id: string, { json }: { readonly json?: boolean }) => {
        await using access = await openAccess(settings());
        const campaign = await access.campaign(id);
        if (campaign === null) {
          terminal.errors.write(`there is no campaign ${printable(id)}\n`);
          return 1;
        }
        printAnswer(terminal, json, campaign, campaignLines(campaign));
        return 0;
      }),
    );
};
