import { userInfo } from 'node:os';
import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext, ExitCode, RegisterCommand, RunAction } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { readTextFile } from '../read-text-file.js';
import { registerDrafting } from './ruleset-draft.js';
import { diffLines, problemLine, receiptLine, rulesetLines } from '../lines/ruleset-lines.js';
import { printable, printJson, printLine } from '../terminal.js';
import type { RulesetQueries } from '../../history/rulesets/index.js';

interface Json {
  readonly json?: boolean;
}

interface Publishing extends Json {
  readonly defaults?: 'kept' | 'shipped' | 'none';
  readonly expectedVersion?: number;
}

const JSON_OPTION = ['--json', 'JSON instead of lines for a person'] as const;

/** `ruleset check|publish|rollback|list|show|diff|undetermined|draft`: the rules and the policy, in versions. */
export const registerRuleset: RegisterCommand = (program, run) => {
  const ruleset = program.command('ruleset').description('rules and policy: check, publish, compare');
  registerCheck(ruleset, run);
  registerReading(ruleset, run);
  registerDrafting(ruleset, run);

  ruleset
    .command('publish')
    .description('put the rules of a file, above the defaults, into force for new mail')
    .argument('<file>', 'YAML, or - for the standard input')
    .addOption(defaultsOption())
    .option('--expected-version <n>', 'refuse if another version is the latest', versionArgument)
    .option(...JSON_OPTION)
    .action(
      run((context, file: string, { defaults, expectedVersion, json }: Publishing) =>
        withRulesets(context, async (rulesets) => {
          const document = await readTextFile(file, context.terminal);
          const receipt = await rulesets.publish({ document, defaults, expectedVersion }, commandOrigin());
          if (json === true) printJson(context.terminal, receipt);
          else printLine(context.terminal, receiptLine(receipt));
          return 0;
        }),
      ),
    );

  ruleset
    .command('rollback')
    .description('publish an earlier version again, as a new one')
    .argument('<version>', 'the version to go back to', versionArgument)
    .option('--expected-version <n>', 'refuse if another version is the latest', versionArgument)
    .option(...JSON_OPTION)
    .action(
      run((context, version: number, { expectedVersion, json }: Publishing) =>
        withRulesets(context, async (rulesets) => {
          const receipt = await rulesets.rollback(version, expectedVersion, commandOrigin());
          if (json === true) printJson(context.terminal, receipt);
          else printLine(context.terminal, receiptLine(receipt));
          return 0;
        }),
      ),
    );
};

/** Which defaults stand below an operator's rules. */
export function defaultsOption(): Option {
  return new Option(
    '--defaults <which>',
    'the defaults below: those published before (kept), those of this release (shipped), or none',
  ).choices(['kept', 'shipped', 'none']);
}

/** Whoever runs the command, for the events that it leaves. */
export function commandOrigin() {
  return { correlationId: randomUUID(), actor: userInfo().username };
}

function registerCheck(ruleset: Command, run: RunAction): void {
  ruleset
    .command('check')
    .description('tell every problem of a ruleset, by line, and change nothing')
    .argument('<file>', 'YAML, or - for the standard input')
    .addOption(new Option('--defaults <which>', 'the defaults below').choices(['shipped', 'none']).default('shipped'))
    .option('--json', 'one JSON object a problem')
    .action(
      run(async ({ terminal }, file: string, { defaults, json }: Json & { readonly defaults: 'shipped' | 'none' }) => {
        const { checkDocument } = await import('../../history/rulesets/index.js');
        const { problems, rules } = checkDocument(await readTextFile(file, terminal), defaults);
        for (const problem of problems) {
          if (json === true) printJson(terminal, problem);
          else printLine(terminal, problemLine(file, problem));
        }
        if (json !== true && problems.length === 0) {
          printLine(terminal, `ruleset    ${printable(file)}  ${rules.toLocaleString('en')} rules  no problem`);
        }
        return problems.length === 0 ? 0 : 1;
      }),
    );
}

function registerReading(ruleset: Command, run: RunAction): void {
  ruleset
    .command('list')
    .description('list the published versions')
    .option('--json', 'one JSON object a version')
    .action(
      run((context, { json }: Json) =>
        withRulesets(context, async (rulesets) => {
          const { terminal } = context;
          const { rulesets: published } = await rulesets.list();
          if (json === true) for (const version of published) printJson(terminal, version);
          else for (const line of rulesetLines(published)) printLine(terminal, line);
          return 0;
        }),
      ),
    );

  ruleset
    .command('show')
    .description('print the document of a version, by default of the one in force')
    .argument('[version]', 'a version', versionArgument)
    .addOption(new Option('--layer <which>', 'only this layer').choices(['operator', 'defaults']))
    .option(...JSON_OPTION)
    .action(
      run((context, version: number | undefined, { layer, json }: Json & { layer?: 'operator' | 'defaults' }) =>
        withRulesets(context, async (rulesets) => {
          const shown = await rulesets.find(version);
          if (json === true) printJson(context.terminal, shown);
          // Exactly as it was published, so that what is printed into a file can be edited and published again.
          else context.terminal.output.write((layer === undefined ? shown.document : shown.layers[layer]) ?? '');
          return 0;
        }),
      ),
    );

  ruleset
    .command('diff')
    .description('say what a version says otherwise than another')
    .argument('<from>', 'a version', versionArgument)
    .argument('<to>', 'a version, or "shipped": with the defaults of this release', versionOrShipped)
    .option(...JSON_OPTION)
    .action(
      run((context, from: number, to: number | 'shipped', { json }: Json) =>
        withRulesets(context, async (rulesets) => {
          const diff = await rulesets.diff(from, to);
          if (json === true) printJson(context.terminal, diff);
          else for (const line of diffLines(diff)) printLine(context.terminal, line);
          return 0;
        }),
      ),
    );
}

async function withRulesets(
  { settings }: CommandContext,
  work: (rulesets: RulesetQueries) => Promise<ExitCode>,
): Promise<ExitCode> {
  const access = await openAccess(settings());
  try {
    return await work(access.rulesets);
  } finally {
    await access.close();
  }
}

function versionArgument(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a version is a whole number from 1.');
  return Number(text);
}

function versionOrShipped(text: string): number | 'shipped' {
  return text === 'shipped' ? text : versionArgument(text);
}
