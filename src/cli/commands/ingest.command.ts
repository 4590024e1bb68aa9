import { readMailFiles, type MailFile } from '../mail-files/index.js';
import { openAccess } from '../access/open-access.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import type { LedgerAccess } from '../access/ledger-access.js';
import { count } from '../lines/numbers.js';
import { Progress } from '../progress.js';
import { printAnswer, printFileError } from '../terminal.js';

const MAX_FILE_MAIL_BYTES = 256 * 1024 * 1024;
/** Mails in flight at once: enough for their appends to share a commit. */
const CONCURRENCY = 32;

interface Totals {
  read: number;
  appended: number;
  alreadyKnown: number;
  failed: number;
}

/** `ingest PATH…`: mails from files into the ledger, each once however often it is given. */
export const registerIngest: RegisterCommand = (program, run) => {
  program
    .command('ingest')
    .description('take mails from files into the ledger')
    .argument('<path...>', 'mail files, mboxes, Maildirs, folders, or - for standard input')
    .option('--json', 'one JSON object with the totals')
    .action(run((context, paths: string[], { json }: { json?: boolean }) => ingest(context, paths, json === true)));
};

async function ingest(context: CommandContext, paths: readonly string[], json: boolean): Promise<ExitCode> {
  const { terminal, signal } = context;
  await using access = await openAccess(context.settings());
  const totals: Totals = { read: 0, appended: 0, alreadyKnown: 0, failed: 0 };
  const progress = new Progress(terminal, () => summaryLine(totals));
  await takeAll(context, access, paths, totals, progress);
  progress.done();
  printAnswer(terminal, json, totals, [summaryLine(totals)]);
  return totals.failed > 0 || signal.aborted ? 1 : 0;
}

async function takeAll(
  { terminal, signal }: CommandContext,
  access: LedgerAccess,
  paths: readonly string[],
  totals: Totals,
  progress: Progress,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const fail = (file: string, error: string) => {
    totals.failed++;
    printFileError(terminal, file, error);
  };
  const take = async ({ file, bytes }: MailFile): Promise<void> => {
    try {
      const { alreadyKnown } = await access.receive(bytes);
      totals[alreadyKnown ? 'alreadyKnown' : 'appended']++;
    } catch (error) {
      fail(file, error instanceof Error ? error.message : String(error));
    }
    progress.tick();
  };

  for await (const found of readMailFiles(paths, { maxMailBytes: MAX_FILE_MAIL_BYTES }, terminal.input)) {
    if (signal.aborted) break;
    totals.read++;
    if ('error' in found) {
      fail(found.file, found.error);
      continue;
    }
    const taking = take(found).finally(() => underWay.delete(taking));
    underWay.add(taking);
    if (underWay.size >= CONCURRENCY) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

function summaryLine({ read, appended, alreadyKnown, failed }: Totals): string {
  return `ingest     read ${count(read)}  appended ${count(appended)}  already known ${count(alreadyKnown)}  failed ${count(failed)}`;
}
