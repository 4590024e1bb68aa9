import { type Command, Option } from 'commander';
import type { CommandContext, ExitCode, RegisterCommand, RunAction } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { readTextFile } from '../read-text-file.js';
import { registerDrafting } from './ruleset-draft.js';
import { commandOrigin } from '../command-origin.js';
import { count } from '../lines/numbers.js';
import { defaultsOption, versionArgument, versionOrShipped, type DefaultsFlag } from './ruleset-options.js';
import { diffLines, problemLine, receiptLine, rulesetLines } from '../lines/ruleset-lines.js';
import { printable, printAnswer, printJson, printLine } from '../terminal.js';
import type { RulesetQueries } from '../../history/rulesets/index.js';

interface Json {
  readonly json?: boolean;
}

interface Publishing extends Json, DefaultsFlag {
  readonly expectedVersion?: number;
}

const JSON_OPTION = ['--json', 'JSON instead of text'] as const;

/** `ruleset check|publish|rollback|list|show|diff|undetermined|draft`: the rules and the policy, in versions. */
export const registerRuleset: RegisterCommand = (program, run) => {
  const ruleset = program.command('ruleset').description('rules and policy: check, publish, compare');
  registerCheck(ruleset, run);
  registerReading(ruleset, run);
  registerDrafting(ruleset, run);

  ruleset
    .command('publish')
    .description('publish the rules of a file, above the defaults, for new mail')
    .argument('<file>', 'YAML, or - for standard input')
    .addOption(defaultsOption())
    .option('--expected-version <n>', 'refuse unless this version is the latest', versionArgument)
    .option(...JSON_OPTION)
    .action(
      run((context, file: string, { defaults, expectedVersion, json }: Publishing) =>
        withRulesets(context, async (rulesets) => {
          const document = await readTextFile(file, context.terminal);
          const receipt = await rulesets.publish({ document, defaults, expectedVersion }, commandOrigin());
          printAnswer(context.terminal, json, receipt, [receiptLine(receipt)]);
          return 0;
        }),
      ),
    );

  ruleset
    .command('rollback')
    .description('publish an earlier version again as a new version')
    .argument('<version>', 'the version to go back to', versionArgument)
    .option('--expected-version <n>', 'refuse unless this version is the latest', versionArgument)
    .option(...JSON_OPTION)
    .action(
      run((context, version: number, { expectedVersion, json }: Publishing) =>
        withRulesets(context, async (rulesets) => {
          const receipt = await rulesets.rollback(version, expectedVersion, commandOrigin());
          printAnswer(context.terminal, json, receipt, [receiptLine(receipt)]);
          return 0;
        }),
      ),
    );
};

function registerCheck(ruleset: Command, run: RunAction): void {
  ruleset
    .command('check')
    .description('list every problem of a ruleset, by line, and change nothing')
    .argument('<file>', 'YAML, or - for standard input')
    .addOption(
      new Option('--defaults <which>', 'the defaults below the rules').choices(['shipped', 'none']).default('shipped'),
    )
    .option('--json', 'one JSON object per problem')
    .action(
      run(async ({ terminal }, file: string, { defaults, json }: Json & { readonly defaults: 'shipped' | 'none' }) => {
        const { checkDocument } = await import('../../history/rulesets/index.js');
        const { problems, rules } = checkDocument(await readTextFile(file, terminal), defaults);
        for (const problem of problems) {
          printAnswer(terminal, json, problem, [problemLine(file, problem)]);
        }
        if (json !== true && problems.length === 0) {
          printLine(terminal, `ruleset    ${printable(file)}  ${count(rules)} rules  no problem`);
        }
        return problems.length === 0 ? 0 : 1;
      }),
    );
}

function registerReading(ruleset: Command, run: RunAction): void {
  ruleset
    .command('list')
    .description('list the published versions')
    .option('--json', 'one JSON object per version')
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
    .description('print the document of a version; default: the one in force')
    .argument('[version]', 'a version', versionArgument)
    .addOption(new Option('--layer <which>', 'only this layer').choices(['operator', 'defaults']))
    .option(...JSON_OPTION)
    .action(
      run((context, version: number | undefined, { layer, json }: Json & { layer?: 'operator' | 'defaults' }) =>
        withRulesets(context, async (rulesets) => {
          const shown = await rulesets.find(version);
          if (json === true) printJson(context.terminal, shown);
          // Exactly as published, so that the output can be edited and published again.
          else context.terminal.output.write((layer === undefined ? shown.document : shown.layers[layer]) ?? '');
          return 0;
        }),
      ),
    );

  ruleset
    .command('diff')
    .description('say how two versions differ')
    .argument('<from>', 'a version', versionArgument)
    .argument('<to>', 'a version, or "shipped": the same ruleset with the defaults of this release', versionOrShipped)
    .option(...JSON_OPTION)
    .action(
      run((context, from: number, to: number | 'shipped', { json }: Json) =>
        withRulesets(context, async (rulesets) => {
          const diff = await rulesets.diff(from, to);
          printAnswer(context.terminal, json, diff, diffLines(diff));
          return 0;
        }),
      ),
    );
}

async function withRulesets(
  { settings }: CommandContext,
  work: (rulesets: RulesetQueries) => Promise<ExitCode>,
): Promise<ExitCode> {
  await using access = await openAccess(settings());
  return await work(access.rulesets);
}
