import type { RulesetDraft } from '../../history/rulesets/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { Progress } from '../progress.js';
import { readTextFile } from '../read-text-file.js';
import type { ReclassificationAccess } from '../access/reclassification-access.js';
import { previewLines, runLine } from '../lines/reclassification-lines.js';
import { commandOrigin, defaultsOption } from './ruleset.command.js';
import { printJson, printLine } from '../terminal.js';

interface Flags {
  readonly dryRun?: boolean;
  readonly confirm?: string;
  readonly cancel?: string;
  readonly defaults?: 'kept' | 'shipped' | 'none';
  readonly json?: boolean;
}

/** `reclassify FILE [--dry-run | --confirm DIGEST]`: what a ruleset would change of all of history; then make it so. */
export const registerReclassify: RegisterCommand = (program, run) => {
  program
    .command('reclassify')
    .description('say what a ruleset would change of all of history; with --confirm, make it so')
    .argument('[file]', 'rules and policy (YAML), or - for the standard input')
    .option('--dry-run', 'change nothing: so it is without --confirm')
    .option('--confirm <digest>', 'publish the ruleset and judge history by it, exactly as that preview showed')
    .option('--cancel <id>', 'end a run before it has changed anything')
    .addOption(defaultsOption())
    .option('--json', 'one JSON object')
    .action(
      run(async (context, file: string | undefined, flags: Flags) => {
        const { confirm, cancel, dryRun } = flags;
        const asked = [confirm, cancel, dryRun].filter((flag) => flag !== undefined);
        if (asked.length > 1 || (file === undefined) !== (cancel !== undefined)) {
          context.terminal.errors.write(
            'give a file, and at most one of --dry-run and --confirm; or --cancel and no file\n',
          );
          return 2;
        }
        const document = file === undefined ? '' : await readTextFile(file, context.terminal);
        return reclassify(context, { document, defaults: flags.defaults }, flags);
      }),
    );
};

async function reclassify(
  { terminal, settings, signal }: CommandContext,
  draft: RulesetDraft,
  { confirm, cancel, json }: Flags,
): Promise<ExitCode> {
  const access = await openAccess(settings());
  let soFar = { scanned: 0, changed: 0, bounces: 0 };
  const progress = new Progress(
    terminal,
    () => `reclassify ${soFar.scanned.toLocaleString('en')} of ${soFar.bounces.toLocaleString('en')} judged`,
  );
  const onProgress = (judged: typeof soFar) => {
    soFar = judged;
    progress.tick();
  };
  const { reclassifications } = access;
  try {
    if (confirm === undefined && cancel === undefined) {
      const preview = await reclassifications.preview(draft, onProgress, signal);
      progress.done();
      if (json === true) printJson(terminal, preview);
      else for (const line of previewLines(preview)) printLine(terminal, line);
      return 0;
    }
    const ended = await change(reclassifications, { ...draft, confirm, cancel }, onProgress, signal);
    progress.done();
    if (json === true) printJson(terminal, ended);
    else printLine(terminal, runLine(ended));
    return ended.state === (cancel === undefined ? 'completed' : 'cancelled') ? 0 : 1;
  } finally {
    await access.close();
  }
}

function change(
  reclassifications: ReclassificationAccess,
  {
    confirm,
    cancel,
    ...draft
  }: RulesetDraft & { readonly confirm: string | undefined; readonly cancel: string | undefined },
  onProgress: Parameters<ReclassificationAccess['run']>[2],
  signal: AbortSignal,
): ReturnType<ReclassificationAccess['run']> {
  if (cancel !== undefined) return reclassifications.cancel(cancel, commandOrigin());
  return reclassifications.run({ ...draft, confirm: confirm ?? '' }, commandOrigin(), onProgress, signal);
}
