import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Classifier } from '../../classification/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { MailFileResult, UnreadableMailFile } from '../mail-files/index.js';
import { interpretationLine } from './interpretation-line.js';
import type { InterpretationThreadData, ThreadMail } from './interpretation-thread.js';

const THREAD_FILE = new URL('./interpretation-thread.js', import.meta.url).href;
/** Up to this many mails are interpreted here sooner than threads could start. */
const FEW_MAILS = 100;
const BATCH_MAILS = 64;
const BATCH_BYTES = 1024 * 1024;
/** While a thread works on one batch the next one is on its way, and another is being filled. */
const BATCHES_PER_THREAD = 3;
const MAX_BYTES_UNDER_WAY = 64 * 1024 * 1024;

type Line = string | UnreadableMailFile;
type Pool = Piscina<(ThreadMail | UnreadableMailFile)[], Line[]>;

/**
 * The lines of `interpret --json`, in the order of the mails; an unreadable file is reported in its place. The mails of
 * an archive are interpreted in as many threads as there are processors.
 */
export async function* interpretationLines(
  found: AsyncGenerator<MailFileResult>,
  classifier: Classifier,
  options: InterpretationOptions,
): AsyncGenerator<Line> {
  for (let count = 0; count < FEW_MAILS; count += 1) {
    const next = await found.next();
    if (next.done === true) return;
    yield 'error' in next.value ? next.value : interpretationLine(next.value, classifier, options);
  }
  const { ruleset, version } = classifier;
  const workerData: InterpretationThreadData = { ruleset, rulesetVersion: version, options };
  const threads = availableParallelism();
  const pool: Pool = new Piscina({
    filename: THREAD_FILE,
    name: 'linesOf',
    // Keep all threads until the end: an idle one would be ended, and a new one is slow at first.
    minThreads: threads,
    maxThreads: threads,
    workerData,
  });
  try {
    yield* linesFromThreads(found, pool, threads);
  } finally {
    await pool.destroy();
  }
}

async function* linesFromThreads(
  found: AsyncGenerator<MailFileResult>,
  pool: Pool,
  threads: number,
): AsyncGenerator<Line> {
  const underWay: { readonly lines: Promise<Line[]>; readonly bytes: number }[] = [];
  for await (const batch of inBatches(found)) {
    const lines = linesOfBatch(batch, pool);
    // Its failure is reported when its turn comes.
    lines.catch(() => undefined);
    underWay.push({ lines, bytes: sizeOf(batch) });
    while (underWay.length > threads * BATCHES_PER_THREAD || sum(underWay) > MAX_BYTES_UNDER_WAY) {
      yield* await (underWay.shift()?.lines ?? []);
    }
  }
  for (const { lines } of underWay) yield* await lines;
}

function linesOfBatch(batch: readonly MailFileResult[], pool: Pool): Promise<Line[]> {
  const copies = batch.map((found): ThreadMail | UnreadableMailFile =>
    'error' in found ? found : { file: found.file, bytes: new Uint8Array(found.bytes) },
  );
  const transferList = copies.flatMap((copy) => ('error' in copy ? [] : [copy.bytes.buffer]));
  return pool.run(copies, { transferList });
}

/** Batches by number and size; at least one mail in each. */
async function* inBatches(found: AsyncGenerator<MailFileResult>): AsyncGenerator<MailFileResult[]> {
  let batch: MailFileResult[] = [];
  for await (const result of found) {
    batch.push(result);
    if (batch.length < BATCH_MAILS && sizeOf(batch) < BATCH_BYTES) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function sizeOf(batch: readonly MailFileResult[]): number {
  return sum(batch.map((found) => ({ bytes: 'error' in found ? 0 : found.bytes.length })));
}

function sum(sizes: readonly { readonly bytes: number }[]): number {
  return sizes.reduce((total, { bytes }) => total + bytes, 0);
}
