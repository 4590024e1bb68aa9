import { resolve } from 'node:path';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { backupLines } from '../lines/backup-lines.js';
import { Progress } from '../progress.js';
import { printAnswer } from '../terminal.js';

/** `backup DIR`: copies the embedded event store into a new directory, whether a service runs or not. */
export const registerBackup: RegisterCommand = (program, run) => {
  program
    .command('backup')
    .description('copy the embedded event store into a new directory and check the copy; the service may be running')
    .argument('<directory>', 'a directory to create; nothing is overwritten')
    .option('--json', 'one JSON object')
    .action(run(backUpStore));
};

async function backUpStore(
  { terminal, settings, signal }: CommandContext,
  directory: string,
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const { eventStore, dataDir, ledger } = settings();
  if (eventStore.kind !== 'embedded') {
    terminal.errors.write('backup covers the embedded event store only; use EventStoreDB’s own backup for its nodes\n');
    return 2;
  }
  const { backUp } = await import('../../event-store/transfer/index.js');
  let done = '0 %';
  const progress = new Progress(terminal, () => `backup     ${done}`);
  const backedUp = await backUp(
    { dataDir, secretFile: ledger.secretFile },
    resolve(directory),
    ({ pages, totalPages }) => {
      signal.throwIfAborted();
      done = `${Math.floor((100 * pages) / Math.max(1, totalPages))} %`;
      progress.tick();
    },
  );
  progress.done();
  printAnswer(terminal, json, backedUp, backupLines(backedUp, ledger));
  return 0;
}
