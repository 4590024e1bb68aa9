import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { count } from '../lines/numbers.js';
import { Progress } from '../progress.js';
import { printAnswer } from '../terminal.js';

/** `rebuild`: rebuilds the read models from the first event. */
export const registerRebuild: RegisterCommand = (program, run) => {
  program
    .command('rebuild')
    .description('rebuild the read models from the first event, beside the live ones, then swap them')
    .option('--json', 'one JSON object')
    .action(
      run(async ({ terminal, settings, signal }, { json }: { readonly json?: boolean }) => {
        await using access = await openAccess(settings());
        const stop = () => void access.close();
        signal.addEventListener('abort', stop);
        let events = 0;
        const progress = new Progress(terminal, () => `rebuild    ${count(events)} events`);
        try {
          const rebuilt = await access.rebuild((soFar) => {
            events = soFar.events;
            progress.tick();
          });
          progress.done();
          if (signal.aborted) return 1;
          printAnswer(terminal, json, rebuilt, [
            `rebuild    ${count(rebuilt.events)} events  position ${rebuilt.position}`,
          ]);
          return 0;
        } finally {
          signal.removeEventListener('abort', stop);
        }
      }),
    );
};
