import { join } from 'node:path';
import type { RegisterCommand } from '../command.js';
import { printJson, printLine } from '../terminal.js';

/** `check [DIR]`: reads the whole of an event file, a service's or a backup's. */
export const registerCheck: RegisterCommand = (program, run) => {
  program
    .command('check')
    .description('read the whole embedded event store, while the service runs, and tell whether it is sound')
    .argument('[directory]', 'a data directory or a backup, instead of the configured one')
    .option('--json', 'one JSON object')
    .action(
      run(async ({ terminal, settings }, directory: string | undefined, { json }: { json?: boolean }) => {
        const { checkEventFile, EVENT_FILE } = await import('../../event-store/index.js');
        const file = join(directory ?? settings().dataDir, EVENT_FILE);
        const { events, streams, head } = checkEventFile(file);
        if (json === true) printJson(terminal, { file, events, streams, head });
        else {
          printLine(
            terminal,
            `check      ${file}  sound: ${events.toLocaleString('en')} events in ${streams.toLocaleString('en')} streams`,
          );
        }
        return 0;
      }),
    );
};
