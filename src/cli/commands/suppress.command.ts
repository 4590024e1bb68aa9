import { Option, type Command } from 'commander';
import { SUPPRESSION_KINDS, type SuppressionKind } from '../../events/index.js';
import { LIST_FORMATS, type ListFormatName } from '../../lists/index.js';
import { openAccess } from '../access/open-access.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { commandOrigin } from '../command-origin.js';
import { importLines, invalidRowLines } from '../lines/import-lines.js';
import { count } from '../lines/numbers.js';
import { listFile } from '../list-file.js';
import { keepMemorySmall } from '../small-memory.js';
import { Progress } from '../progress.js';
import { printable, printAnswer } from '../terminal.js';

interface Flags {
  readonly file: string;
  readonly id?: string;
  readonly from?: ListFormatName;
  readonly kind?: SuppressionKind;
  readonly source?: string;
  readonly actor?: string;
  readonly dryRun?: boolean;
  readonly skipInvalid?: boolean;
  readonly json?: boolean;
}

const EXAMPLE = `
Example:
  bounce-ledger suppress --file bounces.csv.gz --from sendgrid --dry-run
  bounce-ledger suppress --file bounces.csv.gz --from sendgrid --id sendgrid-2026-11`;

/** `suppress --file FILE`: suppresses everybody on a list. */
export const registerSuppress: RegisterCommand = (program, run) => {
  withOptions(program.command('suppress'))
    .description('suppress everybody on a list (CSV or NDJSON, also gzip), by what each row says')
    .addHelpText('after', EXAMPLE)
    .action(run((context, flags: Flags) => suppress(context, flags)));
};

function withOptions(command: Command): Command {
  return command
    .requiredOption('--file <file>', 'the list, or - for standard input')
    .option('--id <id>', 'names the import, which counts once; default: the digest of the list’s content')
    .addOption(new Option('--from <service>', 'whose export it is; default: the header tells').choices(LIST_FORMATS))
    .addOption(new Option('--kind <kind>', 'kind of every row, whatever it says').choices(SUPPRESSION_KINDS))
    .option('--source <source>', 'for rows that name no source')
    .option('--actor <name>', 'who imports; default: the user')
    .option('--dry-run', 'say what the import would do, and record nothing')
    .option('--skip-invalid', 'leave invalid rows out; otherwise one of them refuses the list')
    .option('--json', 'one JSON object, as POST /v1/suppressions/imports answers');
}

async function suppress({ terminal, settings, signal }: CommandContext, flags: Flags): Promise<ExitCode> {
  const { file, id = null, from = null, kind = null, source = null, dryRun = false, skipInvalid = false, json } = flags;
  keepMemorySmall();
  const origin = commandOrigin();
  const actor = flags.actor ?? origin.actor ?? 'anonymous';
  await using access = await openAccess(settings());
  let soFar = { rows: 0, recorded: 0 };
  const progress = new Progress(terminal, () =>
    soFar.recorded === 0
      ? `suppress   read ${count(soFar.rows)} rows`
      : `suppress   recorded ${count(soFar.recorded)} of ${count(soFar.rows)}`,
  );
  const onProgress = (now: typeof soFar) => {
    soFar = now;
    progress.tick();
  };
  const request = { importId: id, from, kind, source, actor, dryRun, skipInvalid };
  try {
    const report = await access.lists.importList(listFile(file, terminal), request, { origin, onProgress, signal });
    progress.done();
    printAnswer(terminal, json, report, importLines(report));
    return 0;
  } catch (error) {
    progress.done();
    for (const line of invalidRowLines(error)) terminal.errors.write(`${printable(line)}\n`);
    throw error;
  }
}
