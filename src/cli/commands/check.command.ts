import { join } from 'node:path';
import type { RegisterCommand } from '../command.js';
import { count } from '../lines/numbers.js';
import { printAnswer } from '../terminal.js';

/** `check [DIR]`: reads the whole of an event file, a service's or a backup's. */
export const registerCheck: RegisterCommand = (program, run) => {
  program
    .command('check')
    .description('verify the whole embedded event store; the service may be running')
    .argument('[directory]', 'a data directory or a backup, instead of the configured one')
    .option('--json', 'one JSON object')
    .action(
      run(async ({ terminal, settings }, directory: string | undefined, { json }: { readonly json?: boolean }) => {
        const { checkEventFile, EVENT_FILE } = await import('../../event-store/index.js');
        const file = join(directory ?? settings().dataDir, EVENT_FILE);
        const contents = checkEventFile(file);
        const { events, streams, withoutChecksum = 0 } = contents;
        printAnswer(terminal, json, { file, ...contents }, [
          `check      ${file}  sound: ${count(events)} events in ${count(streams)} streams`,
          ...(withoutChecksum > 0
            ? [
                `           ${count(withoutChecksum)} of them have no checksum yet: they get theirs while the service runs`,
              ]
            : []),
        ]);
        return 0;
      }),
    );
};
