import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run pop-servers [-- NAME…]`: unpacks Debian's POP3 servers where they are not yet there, and runs the collector against them,
 * one after the other. Needs root for a mount namespace; nothing is installed.
 */
const servers = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.spec.ts'))
  .map((file) => file.slice(0, -'.spec.ts'.length));
const named = process.argv.slice(2);
const unknown = named.filter((name) => !servers.includes(name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are: ${servers.join(', ')}`);
  process.exit(2);
}

const failed = (named.length === 0 ? servers : named).filter(
  (server) =>
    !succeeds(join(import.meta.dirname, 'unpack.sh'), [server]) ||
    !succeeds('vitest', ['run', '--project', 'integration', `test/pop-servers/${server}.spec.ts`]),
);
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exit(1);
}

function succeeds(command, commandArguments) {
  return spawnSync(command, commandArguments, { stdio: 'inherit' }).status === 0;
}
