import { pino } from 'pino';
import { loadSettings } from '../../dist/config/index.js';
import { interpret } from '../../dist/interpretation/index.js';
import { openWriteSide, startService } from '../../dist/service/index.js';
import { labelledMails, writeHistory } from './bounce-history.js';

/**
 * `node prepare-history.js CONFIG COUNT`: measures on a sample what interpreting mails costs, then writes a history of
 * this many bounces from the sample's facts and lets a read model follow it. Prints `{"rate","mails"}`: mails a second,
 * and the size of the sample.
 */
const SAMPLE_MS = 5_000;
const [file, count] = process.argv.slice(2);
const mails = labelledMails();
const { ledger, rulesets } = await openWriteSide(loadSettings(file));
const classifier = rulesets.current;
const readings = [];
let read = 0;
const began = performance.now();
while (performance.now() - began < SAMPLE_MS || read < mails.length) {
  const { recipients } = interpret(mails[read % mails.length]);
  for (const { occurred, ...facts } of recipients) {
    classifier.classify({ ...facts, occurredAt: occurred?.at ?? null });
    if (read < mails.length && facts.action === 'failed') readings.push(facts);
  }
  read += 1;
}
const rate = (read / (performance.now() - began)) * 1000;
await writeHistory(ledger, readings, classifier, Number(count));
await ledger.store.close();
// As in operation: the read model has already followed the log.
const service = await startService(loadSettings(file), pino({ level: 'silent' }));
await service.bounceLedger.readModel.caughtUp();
await service.close();
console.log(JSON.stringify({ rate, mails: read }));
