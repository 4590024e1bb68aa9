import { Option } from 'commander';
import { PURPOSES } from '../../events/index.js';
import type { LookupPurpose } from '../../read-model/recipients/index.js';
import { openAccess } from '../access/open-access.js';
import type { RegisterCommand } from '../command.js';
import { listFile, printList } from '../list-file.js';

interface Flags {
  readonly purpose: LookupPurpose;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  bounce-ledger lookup recipients.csv | grep ',true,' > may-be-mailed.csv`;

/** `lookup FILE|-`: which addresses of a list may still be mailed, and why not. */
export const registerLookup: RegisterCommand = (program, run) => {
  program
    .command('lookup')
    .description('say of each address of a list whether it may still be mailed, and why not, as CSV')
    .argument('<file>', 'one address per line, CSV or NDJSON, also gzip; or - for standard input')
    .addOption(new Option('--purpose <purpose>', 'what is to be sent').choices(PURPOSES).default('bulk'))
    .option('--json', 'one JSON object per line instead of CSV')
    .addHelpText('after', EXAMPLE)
    .action(
      run(async ({ terminal, settings }, file: string, { purpose, json }: Flags) => {
        await using access = await openAccess(settings());
        const list = listFile(file, terminal);
        await printList(terminal, access.lists.lookUpList(list, purpose, json === true ? 'ndjson' : 'csv'));
        return 0;
      }),
    );
};
