import { loadSettings } from '../config/index.js';
import { collectMailbox, ledgerCustody } from '../mailbox/index.js';
import { openWriteSide } from '../service/index.js';

/**
 * A separate process that collects the first mailbox of a configuration once. It reports each mail that it brought into
 * the ledger to its parent, which kills it mid-session.
 */
const settings = loadSettings(process.argv[2]);
const [mailbox] = settings.mailboxes;
if (mailbox === undefined) throw new Error('the configuration names no mailbox');
const writeSide = await openWriteSide(settings);
const { ledger, intake } = writeSide;
await collectMailbox(mailbox, {
  intake,
  seen: { receivedAt: () => null },
  custody: ledgerCustody(ledger),
  clock: ledger.clock,
  observer: {
    acknowledged: (_, { alreadyKnown }) => {
      if (!alreadyKnown) process.send?.('appended');
    },
  },
});
await writeSide.close();
process.disconnect();
