import { Buffer } from 'node:buffer';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../dist/config/index.js';
import { openWriteSide } from '../dist/service/open-write-side.js';
import { bounceMail } from './support/bounce-mails.js';
import { concurrently } from './support/measure.js';

const MAILS = Number(process.env.SIZING_MAILS ?? 100_000);
const AT_A_TIME = 200;
const MILLION = 1_000_000;

/**
 * How much space a million bounces need, extrapolated from a sample taken in as a collector does: events, streams,
 * bytes.
 */
export async function run(report) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-sizing-'));
  try {
    const configFile = join(dataDir, 'configuration.yaml');
    await writeFile(configFile, JSON.stringify({ dataDir }));
    const { intake, ledger, close } = await openWriteSide(loadSettings(configFile));
    let mailBytes = 0;
    await concurrently(MAILS, AT_A_TIME, (index) => {
      const mail = bounceMail(index);
      mailBytes += mail.length;
      return intake.receive(mail, { mailbox: 'bounces', uidl: String(index) });
    });
    const byType = await measure(ledger.store);
    await close();

    const figure = (metric, value, unit) => report({ metric: `${metric}, of a million bounces`, value, unit });
    const perMillion = (count) => (count / MAILS) * MILLION;
    const file = await stat(join(dataDir, 'events.sqlite'));
    const sum = (field) => [...byType.values()].reduce((total, entry) => total + entry[field], 0);
    figure('events', perMillion(sum('events')), 'events');
    figure('streams', perMillion(sum('streams')), 'streams');
    figure('mails', perMillion(mailBytes) / 1e9, 'GB');
    figure('events.sqlite', perMillion(file.size) / 1e9, 'GB');
    figure('data and metadata', perMillion(sum('bytes')) / 1e9, 'GB');
    for (const [type, { events, bytes }] of byType) {
      report({ metric: `data and metadata of one ${type}`, value: bytes / events, unit: 'bytes' });
    }
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

/** By type: events, bytes, and streams that start with that type. */
async function measure(store) {
  const byType = new Map();
  for await (const { type, revision, data, metadata } of store.readAll()) {
    const entry = byType.get(type) ?? { events: 0, streams: 0, bytes: 0 };
    entry.events += 1;
    entry.streams += revision === 0 ? 1 : 0;
    entry.bytes += Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata));
    byType.set(type, entry);
  }
  return byType;
}
