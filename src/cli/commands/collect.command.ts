import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { collectionLines } from '../lines/collection-lines.js';
import { keepMemorySmall } from '../small-memory.js';
import { printable, printAnswer } from '../terminal.js';

interface Flags {
  readonly mailbox?: string;
  readonly retryParked?: boolean;
  readonly json?: boolean;
}

/** `collect [--mailbox NAME]`: one collection for each mailbox, now. */
export const registerCollect: RegisterCommand = (program, run) => {
  program
    .command('collect')
    .description('collect from the configured mailboxes once')
    .option('--mailbox <name>', 'only this mailbox')
    .option('--retry-parked', 'also retry mails that failed before, including parked ones')
    .option('--json', 'one JSON object per mailbox')
    .action(
      run(async ({ terminal, settings, signal }, { mailbox, retryParked = false, json }: Flags) => {
        keepMemorySmall();
        const configured = settings();
        const names = configured.mailboxes
          .map(({ name }) => name)
          .filter((name) => mailbox === undefined || name === mailbox);
        if (names.length === 0) {
          terminal.errors.write(
            mailbox === undefined ? 'no mailbox is configured\n' : `no mailbox is named ${printable(mailbox)}\n`,
          );
          return 2;
        }
        await using access = await openAccess(configured);
        const reports = await Promise.all(names.map((name) => access.collect(name, { signal, retryParked })));
        for (const report of reports) printAnswer(terminal, json, report, collectionLines(report));
        return reports.some(({ error }) => error !== null) ? 1 : 0;
      }),
    );
};
