import { Piscina } from 'piscina';
import type { Classifier } from '../../classification/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { ArrivedMail, MailReading } from './mail-reader.port.js';
import { bytesOf, OwnedBytes } from './owned-bytes.js';
import type { ReadingTask, ReadingThreadData, TaskReadings } from './reading-thread.js';

const THREAD_FILE = new URL('./reading-thread.js', import.meta.url).href;
/**
 * Threads without work end after this: longer than mailboxes are usually left alone, since new threads read slowly at
 * first.
 */
const IDLE_MS = 300_000;
/** While a thread works on one task the next one is on its way. */
const TASKS_PER_THREAD = 2;
/** A larger mail moves to the thread and back; smaller ones are gathered, which copies them. */
const MIN_MOVED_BYTES = 256 * 1024;
/**
 * What a thread makes of a mail is short-lived; left alone, V8 would let it grow to 128 MB before it looks for what is
 * dead. A quarter of this costs up to a sixth more processor time. No thread dies of the limit.
 */
const MAX_YOUNG_GENERATION_MB = 96;

/** Threads that read by one ruleset. None is started before there is work. */
export class ReadingPool {
  readonly #pool: Piscina<ReadingTask, TaskReadings>;
  #tasks = 0;

  constructor(
    readonly classifier: Classifier,
    interpretation: InterpretationOptions | undefined,
    private readonly threads: number,
  ) {
    const { ruleset, version } = classifier;
    const workerData: ReadingThreadData = { ruleset, rulesetVersion: version, interpretation };
    this.#pool = new Piscina({
      filename: THREAD_FILE,
      name: 'readTask',
      minThreads: 0,
      maxThreads: threads,
      concurrentTasksPerWorker: TASKS_PER_THREAD,
      idleTimeout: IDLE_MS,
      // Otherwise a thread waits for its next task in a way that keeps it from working on two.
      atomics: 'disabled',
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_GENERATION_MB },
    });
  }

  get isIdle(): boolean {
    return this.#tasks === 0;
  }

  get isBusy(): boolean {
    return this.#tasks >= this.threads * TASKS_PER_THREAD;
  }

  /** The readings of the mails, in their order. Rejects when their thread died of them. */
  async read(mails: readonly ArrivedMail[]): Promise<readonly MailReading[]> {
    const moved = movable(mails);
    const bytes = moved?.memory ?? joined(mails);
    const described = mails.map(({ bytes: mailBytes, ...mail }) => ({ ...mail, size: bytesOf(mailBytes).length }));
    const task = { bytes, mails: described, isWantedBack: moved !== null };
    this.#tasks += 1;
    try {
      const { readings, back } = await this.#pool.run(task, { transferList: [bytes] });
      if (back !== null) moved?.putBack(back);
      return readings;
    } finally {
      this.#tasks -= 1;
    }
  }

  /** Ends the threads once their tasks are done. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** A large mail that is alone and may move, so that it is never there twice; otherwise null. */
function movable([mail, ...others]: readonly ArrivedMail[]): OwnedBytes | null {
  if (others.length > 0 || !(mail?.bytes instanceof OwnedBytes)) return null;
  return mail.bytes.bytes.length >= MIN_MOVED_BYTES && mail.bytes.memory !== null ? mail.bytes : null;
}

/** The bytes of the mails one after the other, in memory that can be handed over whole: a pooled buffer's cannot. */
function joined(mails: readonly ArrivedMail[]): ArrayBuffer {
  const buffers = mails.map(({ bytes }) => bytesOf(bytes));
  const bytes = new Uint8Array(buffers.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const buffer of buffers) {
    bytes.set(buffer, at);
    at += buffer.length;
  }
  return bytes.buffer;
}
