import { readFileSync } from 'node:fs';
import process from 'node:process';
import { run } from '../../dist/cli.js';

/**
 * `node collect-process.js CONFIG`: runs `collect`, which prints its report, then prints the peak memory of the
 * process.
 */
const [configFile] = process.argv.slice(2);
process.exitCode = await run(['--config', configFile, 'collect', '--json']);
console.log(JSON.stringify({ peakBytes: peakBytes() }));

/** Read from Linux, per program: `process.resourceUsage` would include the parent's memory at the fork. */
function peakBytes() {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
}
