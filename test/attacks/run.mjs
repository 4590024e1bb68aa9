import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServiceUnderAttack } from './service-under-attack.mjs';

/**
 * `npm run attacks [-- NAME… --share 0.1]`: makes each attack on a service of its own and prints a line of JSON
 * `{"attack","held","p99Ms","slowestMs","peakMiB",…}`. An attack is held when its own condition is met and the service meanwhile
 * answered `GET /health/live` within 250 ms at the 99th percentile, in 500 MiB at most. Exits with 1 where one was not.
 *
 * `--share` makes each attack so much smaller. `--untimed` asks only for its own condition: what a busy machine can promise.
 */
const { values, positionals } = parseArgs({
  options: { share: { type: 'string', default: '1' }, untimed: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const MAX_P99_MS = 250;
const MAX_MIB = 500;
const share = Number(values.share);
const kinds = join(import.meta.dirname, 'kinds');
const names = readdirSync(kinds).map((file) => file.replace('.mjs', ''));
const chosen = positionals.length === 0 ? names : positionals;

if (!existsSync(join(import.meta.dirname, '../../dist/cli.js'))) {
  console.error('there is no built program to attack: npm run build');
  process.exit(1);
}
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no attack is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exit(2);
}

for (const name of chosen) {
  const { prepare, attack } = await import(`./kinds/${name}.mjs`);
  const target = await prepare(share);
  const service = await startServiceUnderAttack(target.settings);
  let outcome;
  try {
    outcome = await attack(service, target, share);
  } catch (error) {
    outcome = { withstood: false, error: error.message };
  }
  const { p99Ms, slowestMs, peakMiB, isAlive } = await service.stop();
  await target.close?.();
  const { withstood, ...details } = outcome;
  const held = withstood && isAlive && (values.untimed || (p99Ms <= MAX_P99_MS && peakMiB <= MAX_MIB));
  console.log(JSON.stringify({ attack: name, held, p99Ms, slowestMs, peakMiB, ...details }));
  if (!held) process.exitCode = 1;
}
