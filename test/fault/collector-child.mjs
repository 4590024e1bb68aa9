/**
 * Collects the first mailbox of a configuration once and prints the report as JSON; or kills itself with SIGKILL when a
 * step has been done so many times.
 *
 *     node collector-child.mjs CONFIG [STEP TIMES]
 *
 * Steps: retrieved, evidence-appended, mail-appended, acknowledged, deleted, quitting, custody-appending.
 */
import { loadSettings } from '../../dist/config/index.js';
import { collectMailbox, ledgerCustody } from '../../dist/mailbox/index.js';
import { openWriteSide } from '../../dist/service/open-write-side.js';

const [configFile, fatalStep, times = '1'] = process.argv.slice(2);
let remaining = Number(times);

function done(step) {
  if (step !== fatalStep) return;
  remaining -= 1;
  if (remaining === 0) process.kill(process.pid, 'SIGKILL');
}

/** Tells of the steps that lie between the intake and the disk. */
function watched(store) {
  const append = async (stream, expectedRevision, events) => {
    if (stream.startsWith('custody-')) done('custody-appending');
    const result = await store.append(stream, expectedRevision, events);
    if (stream.startsWith('evidence-')) done('evidence-appended');
    if (stream.startsWith('mail-')) done('mail-appended');
    return result;
  };
  return new Proxy(store, {
    get(target, property) {
      if (property === 'append') return append;
      const value = target[property];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const settings = loadSettings(configFile);
const { ledger, intake } = await openWriteSide(settings, { wrap: watched });
const report = await collectMailbox(settings.mailboxes[0], {
  intake,
  seen: { receivedAt: () => null },
  custody: ledgerCustody(ledger),
  clock: () => new Date(),
  observer: {
    retrieved: () => done('retrieved'),
    acknowledged: () => done('acknowledged'),
    deleted: () => done('deleted'),
    quitting: () => done('quitting'),
  },
});
await ledger.store.close();
process.stdout.write(JSON.stringify(report));
