import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReaderThreads, readerInThisThread } from '../../dist/ledger/index.js';
import { readMailFiles } from '../../dist/mail-files/index.js';
import { rate } from './measure.js';

/** Mails under way at once: enough that no thread waits for the file. */
const UNDER_WAY = 512;
const MAX_MAIL_BYTES = 32 * 1024 * 1024;

/**
 * Writes an mbox of the mails, over and over until it has so many, for the time that the work with it takes.
 * @returns what the work resolves to
 */
export async function withArchive(mails, count, work) {
  const directory = mkdtempSync(join(tmpdir(), 'bounce-ledger-bench-'));
  const file = join(directory, 'archive.mbox');
  const text = mails.map((mail) =>
    mail
      .toString('latin1')
      .replace(/\r\n/g, '\n')
      .replace(/^(>*From )/gm, '>$1'),
  );
  const entries = Array.from(
    { length: count },
    (_, index) => `From x@x.example Thu Jan  1 00:00:00 2026\n${text[index % text.length]}\n\n`,
  );
  writeFileSync(file, entries.join(''), 'latin1');
  try {
    return await work(file);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * How many mails of an archive are read a second, from the file to facts, verdicts and the first chunk of evidence, with so many
 * threads besides this one. Threads that are new read slowly: a first pass warms them up.
 */
export async function archiveRate(file, classifier, threads) {
  const options = { classifier: () => classifier };
  const reader = threads === 0 ? readerInThisThread(options) : new ReaderThreads(threads, options);
  try {
    await readAll(file, reader);
    return await rate(() => readAll(file, reader));
  } finally {
    await reader.close();
  }
}

async function readAll(file, reader) {
  const underWay = new Set();
  let count = 0;
  for await (const { bytes } of readMailFiles([file], { maxMailBytes: MAX_MAIL_BYTES })) {
    const mail = { bytes, mailbox: null, uidl: null, receivedAt: '2026-01-01T00:00:00.000Z' };
    const reading = reader.read(mail).then(() => underWay.delete(reading));
    underWay.add(reading);
    count += 1;
    if (underWay.size >= UNDER_WAY) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return count;
}
