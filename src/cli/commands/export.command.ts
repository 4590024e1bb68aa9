import { Option } from 'commander';
import { parseInstant, SUPPRESSION_KINDS, type SuppressionKind } from '../../events/index.js';
import type { SuppressionFilter } from '../../read-model/suppressions/index.js';
import { openAccess } from '../access/open-access.js';
import type { RegisterCommand } from '../command.js';
import { printList } from '../list-file.js';
import { printable } from '../terminal.js';

interface Flags {
  readonly status?: NonNullable<SuppressionFilter['status']>;
  readonly kind?: SuppressionKind;
  readonly reason?: string;
  readonly campaign?: string;
  readonly provider?: string;
  readonly since?: string;
  readonly json?: boolean;
}

const STATUSES: readonly NonNullable<SuppressionFilter['status']>[] = ['quarantined', 'denylisted'];

const EXAMPLE = `
Example:
  bounce-ledger export --kind hard-bounce --since 2026-11-01T00:00:00Z > hard-bounces.csv`;

/** `export`: everybody to whom something is not sent, as a list that another ledger can import. */
export const registerExport: RegisterCommand = (program, run) => {
  program
    .command('export')
    .description('print everybody to whom something is not sent, as CSV, which another ledger can import')
    .addOption(new Option('--status <status>', 'only with this status').choices(STATUSES))
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(SUPPRESSION_KINDS))
    .option('--reason <reason>', 'only with this whole reason')
    .option('--campaign <id>', 'only for a bounce or complaint of this campaign')
    .option('--provider <provider>', 'only of this provider, such as google')
    .option('--since <time>', 'only not before this time, with an offset (2026-11-21T10:00:00Z)')
    .option('--json', 'one JSON object per line instead of CSV')
    .addHelpText('after', EXAMPLE)
    .action(
      run(async ({ terminal, settings, signal }, { campaign, since, json, ...filter }: Flags) => {
        const instant = since === undefined ? undefined : parseInstant(since);
        if (instant === null) {
          terminal.errors.write(`${printable(since ?? '')} is not a time with an offset\n`);
          return 2;
        }
        await using access = await openAccess(settings());
        const given = { ...filter, campaignId: campaign, since: instant };
        await printList(terminal, access.lists.exportList(given, json === true ? 'ndjson' : 'csv', signal));
        return 0;
      }),
    );
};
