import { readFileSync } from 'node:fs';
import process from 'node:process';
import { loadSettings } from '../../dist/config/index.js';
import { collectMailbox, ledgerCustody } from '../../dist/mailbox/index.js';
import { openWriteSide } from '../../dist/service/open-write-side.js';

/** `node collect-process.js CONFIG`: collects the first mailbox once and prints the report with the most memory that the process had. */
const [configFile] = process.argv.slice(2);
const { settings, ledger, intake, close } = await openWriteSide(loadSettings(configFile));
const report = await collectMailbox(settings.mailboxes[0], {
  intake,
  seen: { receivedAt: () => null },
  custody: ledgerCustody(ledger),
  clock: () => new Date(),
});
await close();
console.log(JSON.stringify({ ...report, peakBytes: peakBytes() }));

/** Linux alone tells it by the program: what `process.resourceUsage` says includes the parent's memory at the fork. */
function peakBytes() {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
}
