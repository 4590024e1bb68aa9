import { resolve } from 'node:path';
import type { Settings } from '../../config/index.js';
import type { BackedUp } from '../../event-store/transfer/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { Progress } from '../progress.js';
import { printJson, printLine } from '../terminal.js';

/** `backup DIR`: the embedded event store into a directory of its own, while a service runs or not. */
export const registerBackup: RegisterCommand = (program, run) => {
  program
    .command('backup')
    .description('copy the embedded event store, checked, into a new directory, while the service runs')
    .argument('<directory>', 'made for it; nothing is overwritten')
    .option('--json', 'one JSON object')
    .action(run((context, directory: string, { json }: { json?: boolean }) => back(context, directory, json === true)));
};

async function back(context: CommandContext, directory: string, json: boolean): Promise<ExitCode> {
  const { terminal, signal } = context;
  const settings = context.settings();
  if (settings.eventStore.kind !== 'embedded') {
    terminal.errors.write('only an embedded event store is backed up here; EventStoreDB has means of its own\n');
    return 2;
  }
  const { backUp } = await import('../../event-store/transfer/index.js');
  let done = '0 %';
  const progress = new Progress(terminal, () => `backup     ${done}`);
  const backedUp = await backUp(
    { dataDir: settings.dataDir, secretFile: settings.ledger.secretFile },
    resolve(directory),
    ({ pages, totalPages }) => {
      signal.throwIfAborted();
      done = `${Math.floor((100 * pages) / Math.max(1, totalPages))} %`;
      progress.tick();
    },
  );
  progress.done();
  if (json) printJson(terminal, backedUp);
  else for (const line of lines(backedUp, settings)) printLine(terminal, line);
  return 0;
}

function* lines({ directory, events, streams, secretIncluded }: BackedUp, { ledger }: Settings): Generator<string> {
  const count = (n: number) => n.toLocaleString('en');
  yield `backup     ${directory}  ${count(events)} events in ${count(streams)} streams, checked`;
  yield secretIncluded
    ? '           with the ledger’s secret: keep it as private as the secret'
    : `           without the ledger’s secret, which no restore can do without: keep ${ledger.secretFile ?? 'it'} elsewhere`;
}
