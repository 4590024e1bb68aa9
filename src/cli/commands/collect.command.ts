import type { CollectionReport } from '../../mailbox/index.js';
import type { ExitCode, RegisterCommand } from '../command.js';
import { keepMemorySmall } from '../small-memory.js';
import { openAccess } from '../access/open-access.js';
import { printable, printJson, printLine } from '../terminal.js';

interface CollectFlags {
  readonly mailbox?: string;
  readonly retryParked?: boolean;
  readonly json?: boolean;
}

/** `collect [--mailbox NAME]`: one collection for each mailbox, now. */
export const registerCollect: RegisterCommand = (program, run) => {
  program
    .command('collect')
    .description('collect from the configured mailboxes once')
    .option('--mailbox <name>', 'only this one')
    .option('--retry-parked', 'also try mails again that failed before and are parked')
    .option('--json', 'one JSON object a mailbox')
    .action(
      run(async ({ terminal, settings, signal }, { mailbox, retryParked = false, json }: CollectFlags) => {
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
        const access = await openAccess(configured);
        try {
          const reports = await Promise.all(names.map((name) => access.collect(name, { signal, retryParked })));
          for (const report of reports) {
            if (json === true) printJson(terminal, report);
            else for (const line of reportLines(report)) printLine(terminal, line);
          }
          const failed: ExitCode = 1;
          return reports.some(({ error }) => error !== null) ? failed : 0;
        } finally {
          await access.close();
        }
      }),
    );
};

function reportLines(report: CollectionReport): string[] {
  const { mailbox, listed, appended, alreadyKnown, parked, notReached, deleted, left, error } = report;
  const seconds = (Date.parse(report.completedAt) - Date.parse(report.startedAt)) / 1000;
  const counts = Object.entries({
    listed,
    appended,
    'already known': alreadyKnown,
    parked,
    'not reached': notReached,
    deleted,
    left,
  })
    .filter(([name, count]) => name !== 'not reached' || count > 0)
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  const summary = `collect    ${mailbox}  ${counts.join('  ')}  (${seconds.toFixed(1)} s)`;
  return error === null ? [summary] : [summary, `           ${error.code}: ${printable(error.message)}`];
}
