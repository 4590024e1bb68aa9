import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { Progress } from '../progress.js';
import { reinterpretationLines } from '../lines/reinterpretation-lines.js';
import { commandOrigin } from './ruleset.command.js';
import { printJson, printLine } from '../terminal.js';

interface Flags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `reinterpret [--dry-run]`: the evidence of every mail, read again by the interpreter of today. */
export const registerReinterpret: RegisterCommand = (program, run) => {
  program
    .command('reinterpret')
    .description('read the evidence of every mail again, and record what says something else')
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--json', 'one JSON object')
    .action(
      run(async ({ terminal, settings, signal }, { dryRun = false, json }: Flags) => {
        const access = await openAccess(settings());
        let soFar = { scanned: 0, changed: 0 };
        const progress = new Progress(
          terminal,
          () =>
            `reinterpret ${soFar.scanned.toLocaleString('en')} mails, ${soFar.changed.toLocaleString('en')} changed`,
        );
        try {
          const onProgress = (found: typeof soFar) => {
            soFar = found;
            progress.tick();
          };
          const report = await access.reinterpretation.run({ dryRun, origin: commandOrigin() }, onProgress, signal);
          progress.done();
          if (json === true) printJson(terminal, report);
          else for (const line of reinterpretationLines(report, signal.aborted)) printLine(terminal, line);
          return signal.aborted || report.damaged.count > 0 ? 1 : 0;
        } finally {
          await access.close();
        }
      }),
    );
};
