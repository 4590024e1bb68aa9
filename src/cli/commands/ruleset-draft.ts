import { type Command, InvalidArgumentError, Option } from 'commander';
import { REASONS, type Reason } from '../../events/index.js';
import type { RunAction } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { count } from '../lines/numbers.js';
import { printable, printAnswer } from '../terminal.js';

const CLUSTERS_SHOWN = 20;
const MAX_CLUSTERS = 1000;
const DRAFTED_REASONS = REASONS.filter((reason) => reason !== 'undetermined');

/** `ruleset undetermined` and `ruleset draft CLUSTER`: from texts that no rule matches to a rule. */
export function registerDrafting(ruleset: Command, run: RunAction): void {
  ruleset
    .command('undetermined')
    .description('list the texts that no rule matches, by their wording, most bounces first')
    .addOption(new Option('--limit <n>', 'at most this many').argParser(limitOption).default(CLUSTERS_SHOWN))
    .option('--json', 'one JSON object per cluster')
    .action(
      run(async ({ terminal, settings }, { limit, json }: { readonly limit: number; readonly json?: boolean }) => {
        await using access = await openAccess(settings());
        for (const cluster of await access.undetermined(limit)) {
          const { id, bounces, form } = cluster;
          printAnswer(terminal, json, cluster, [`${id}  ${count(bounces).padStart(9)}  ${printable(form)}`]);
        }
        return 0;
      }),
    );

  ruleset
    .command('draft')
    .description('print your ruleset with a draft rule for texts that no rule matches, ready for check and reclassify')
    .argument('<cluster>', 'as `ruleset undetermined` names it', clusterArgument)
    .addOption(
      new Option('--reason <reason>', 'what the texts mean').choices(DRAFTED_REASONS).default('unspecified-failure'),
    )
    .action(
      run(async ({ terminal, settings }, id: string, { reason }: { readonly reason: Reason }) => {
        const [{ draftRule }, { UnknownClusterError }] = await Promise.all([
          import('../../history/rulesets/index.js'),
          import('../../read-model/undetermined/index.js'),
        ]);
        await using access = await openAccess(settings());
        const cluster = await access.undeterminedCluster(id);
        if (cluster === null) throw new UnknownClusterError(id);
        const { form, providers, examples } = cluster;
        const texts = examples.map(({ diagnostic }) => diagnostic);
        const { layers } = await access.rulesets.find();
        terminal.output.write(draftRule({ id, form, providers, texts }, reason, layers.operator));
        return 0;
      }),
    );
}

function clusterArgument(text: string): string {
  if (!/^[0-9a-f]{16}$/.test(text)) throw new InvalidArgumentError('a cluster is named by 16 hex digits.');
  return text;
}

function limitOption(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_CLUSTERS) {
    throw new InvalidArgumentError(`a limit is a whole number from 1 to ${MAX_CLUSTERS}.`);
  }
  return limit;
}
