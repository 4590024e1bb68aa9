import { createReadStream } from 'node:fs';
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { openEmbeddedEventStore } from '../../dist/event-store/index.js';
import { openLedger } from '../../dist/ledger/index.js';
import { SuppressionImports } from '../../dist/read-model/suppressions/index.js';

/**
 * `node importing-child.mjs DATA-DIR LIST KILLED-AFTER`: imports a list, and is killed once so many appends are
 * acknowledged.
 */
const [dataDir, list, killedAfter] = process.argv.slice(2);
const store = await openEmbeddedEventStore({ dataDir });
let acknowledged = 0;
const killing = {
  ...{ readStream: (...given) => store.readStream(...given) },
  async append(...given) {
    const result = await store.append(...given);
    if (given[0].startsWith('suppressions-') && ++acknowledged === Number(killedAfter)) {
      process.kill(process.pid, 'SIGKILL');
    }
    return result;
  },
};
const secret = Buffer.from('a secret of thirty-two bytes or so');
const ledger = await openLedger(killing, { secret, clock: () => new Date(), ids: randomUUID });
const request = {
  importId: 'l1',
  from: null,
  kind: null,
  source: null,
  skipInvalid: false,
  dryRun: false,
  actor: 'kim',
};
await new SuppressionImports({ ledger, dataDir, source: null }).run(createReadStream(list), request, { origin: {} });
await store.close();
