import { readFileSync } from 'node:fs';
import process from 'node:process';
import { run } from '../../dist/cli.js';

/** `node collect-process.js CONFIG`: runs `collect`, which prints its report, and prints the most memory that the process had. */
const [configFile] = process.argv.slice(2);
process.exitCode = await run(['--config', configFile, 'collect', '--json']);
console.log(JSON.stringify({ peakBytes: peakBytes() }));

/** Linux alone tells it by the program: what `process.resourceUsage` says includes the parent's memory at the fork. */
function peakBytes() {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
}
