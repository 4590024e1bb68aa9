import { REASON_TABLE } from '../../classification/index.js';
import type { RegisterCommand } from '../command.js';
import { printJson, printLine } from '../terminal.js';

/** `reasons [--json]`: every reason that a verdict may give, with its names in other taxonomies. */
export const registerReasons: RegisterCommand = (program, run) => {
  program
    .command('reasons')
    .description('list the reasons that a verdict may give')
    .option('--json', 'one JSON object per line')
    .action(
      run(async ({ terminal }, { json }: { json?: boolean }) => {
        if (json !== true) printLine(terminal, row(['reason', 'type', 'fault', 'Sisimai', 'Adobe', 'SparkPost']));
        for (const { reason, type, fault, sisimai, adobe, sparkpost } of REASON_TABLE) {
          if (json === true) printJson(terminal, { reason, type, fault, sisimai, adobe, sparkpost });
          else printLine(terminal, row([reason, type, fault, sisimai.join(' '), String(adobe), String(sparkpost)]));
        }
        return Promise.resolve(0);
      }),
    );
};

const WIDTHS = [24, 8, 10, 16, 6, 0];

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join(' ')
    .trimEnd();
}
