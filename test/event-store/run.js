import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * `npm run event-store -- --url esdb://… [--kill-rounds 10]`: what a node that this software has never met must pass, one file after
 * the other. The connection string may stand in EVENTSTORE_URL instead, where no list of processes shows it.
 */
const FILES = [
  'test/contract/eventstoredb.spec.ts',
  'test/fault/eventstoredb-kill.spec.ts',
  'test/fault/collector-kill.spec.ts',
  'test/e2e/replicas.spec.ts',
];

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: process.env.EVENTSTORE_URL },
    'kill-rounds': { type: 'string', default: '10' },
  },
});
if (!values.url) {
  console.error('usage: npm run event-store -- --url esdb://USER:PASSWORD@HOST:PORT [--kill-rounds N]');
  process.exit(2);
}

const { status } = spawnSync(
  'vitest',
  ['run', '--project', 'integration', '--no-file-parallelism', '--reporter', 'verbose', ...FILES],
  {
    stdio: 'inherit',
    env: { ...process.env, EVENTSTORE_URL: values.url, EVENT_STORE_KILL_ROUNDS: values['kill-rounds'] },
  },
);
process.exit(status ?? 1);
