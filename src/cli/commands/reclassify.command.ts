import type { RulesetDraft } from '../../history/rulesets/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { commandOrigin } from '../command-origin.js';
import { openAccess } from '../access/open-access.js';
import { count } from '../lines/numbers.js';
import { previewLines, runLine } from '../lines/reclassification-lines.js';
import { Progress } from '../progress.js';
import { readTextFile } from '../read-text-file.js';
import { printAnswer } from '../terminal.js';
import { defaultsOption, type DefaultsFlag } from './ruleset-options.js';

interface Flags extends DefaultsFlag {
  readonly dryRun?: boolean;
  readonly confirm?: string;
  readonly cancel?: string;
  readonly json?: boolean;
}

/**
 * `reclassify FILE [--dry-run | --confirm DIGEST]`: previews what a ruleset would change in history, then applies it.
 */
export const registerReclassify: RegisterCommand = (program, run) => {
  program
    .command('reclassify')
    .description('preview what a ruleset would change in all of history; with --confirm, apply it')
    .argument('[file]', 'rules and policy (YAML), or - for standard input')
    .option('--dry-run', 'change nothing; this is what happens without --confirm')
    .option('--confirm <digest>', 'publish the ruleset and reclassify history, exactly as the preview showed')
    .option('--cancel <id>', 'cancel a run before it changes anything')
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
  await using access = await openAccess(settings());
  if (cancel !== undefined) {
    const run = await access.cancelReclassification(cancel, commandOrigin());
    printAnswer(terminal, json, run, [runLine(run)]);
    return run.state === 'cancelled' ? 0 : 1;
  }
  let soFar = { scanned: 0, bounces: 0 };
  const progress = new Progress(
    terminal,
    () => `reclassify ${count(soFar.scanned)} of ${count(soFar.bounces)} bounces`,
  );
  const onProgress = (classified: typeof soFar) => {
    soFar = classified;
    progress.tick();
  };
  if (confirm === undefined) {
    const preview = await access.previewReclassification(draft, onProgress, signal);
    progress.done();
    printAnswer(terminal, json, preview, previewLines(preview));
    return 0;
  }
  const run = await access.reclassify({ ...draft, confirm }, commandOrigin(), onProgress, signal);
  progress.done();
  printAnswer(terminal, json, run, [runLine(run)]);
  return run.state === 'completed' ? 0 : 1;
}
