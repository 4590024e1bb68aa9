import type { ArrivedMail, MailReader, MailReading, ReadingOptions } from './mail-reader.port.js';
import { bytesOf } from './owned-bytes.js';
import { readMails } from './read-mails.js';
import { ReadingPool } from './reading-pool.js';

interface WaitingMail {
  readonly mail: ArrivedMail;
  readonly resolve: (reading: MailReading) => void;
  readonly reject: (error: unknown) => void;
}

/** So few small mails are read sooner here than they could be handed over. */
const FEW_MAILS = 3;
const FEW_BYTES = 64 * 1024;
/**
 * What is read here while the threads cannot keep up: more at once are read faster, and keep this one from its other
 * work.
 */
const HELPING_MAILS = 16;
const HELPING_BYTES = 128 * 1024;
const MAX_TASK_MAILS = 64;
const MAX_TASK_BYTES = 1024 * 1024;

/**
 * Reads floods of mail in threads of their own, so that this one stays free to retrieve and append; a mail that comes
 * alone is read at once. Mails that arrived in the same turn of the event loop travel together.
 */
export class ReaderThreads implements MailReader {
  #waiting: WaitingMail[] = [];
  #isScheduled = false;
  #pool: ReadingPool | undefined;
  readonly #closing: Promise<void>[] = [];

  /** @param threads at least one */
  constructor(
    private readonly threads: number,
    private readonly options: ReadingOptions,
  ) {}

  read(mail: ArrivedMail): Promise<MailReading> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ mail, resolve, reject });
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    if (this.#pool !== undefined) this.#closing.push(this.#pool.close());
    this.#pool = undefined;
    await Promise.all(this.#closing);
  }

  #handOut(): void {
    const pool = this.#poolInForce();
    while (this.#waiting.length > 0 && !pool.isBusy) {
      const next = this.#take(MAX_TASK_MAILS, MAX_TASK_BYTES);
      const bytes = next.reduce((sum, { mail }) => sum + bytesOf(mail.bytes).length, 0);
      const isHandful = next.length <= FEW_MAILS && bytes <= FEW_BYTES;
      void (isHandful && pool.isIdle ? this.#readHere(next) : this.#readIn(pool, next));
    }
    // The threads cannot keep up.
    if (this.#waiting.length > MAX_TASK_MAILS) {
      void this.#readHere(this.#take(HELPING_MAILS, HELPING_BYTES));
      this.#schedule();
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#handOut();
    });
  }

  /**
   * One pool for each ruleset: mails that are being read when another comes into force are classified by the one
   * before.
   */
  #poolInForce(): ReadingPool {
    const classifier = this.options.classifier();
    if (this.#pool?.classifier !== classifier) {
      if (this.#pool !== undefined) this.#closing.push(this.#pool.close());
      this.#pool = new ReadingPool(classifier, this.options.interpretation, this.threads);
    }
    return this.#pool;
  }

  /** The first mails, up to a number and a size; at least one. */
  #take(maxMails: number, maxBytes: number): readonly WaitingMail[] {
    let bytes = 0;
    const beyond = this.#waiting.findIndex(
      ({ mail }, index) => index >= maxMails || ((bytes += bytesOf(mail.bytes).length) > maxBytes && index > 0),
    );
    return this.#waiting.splice(0, beyond === -1 ? this.#waiting.length : beyond);
  }

  #readHere(mails: readonly WaitingMail[]): Promise<void> {
    const { classifier, interpretation } = this.options;
    const arrived = mails.map(({ mail }) => mail);
    return settle(mails, readMails(arrived, classifier(), interpretation));
  }

  async #readIn(pool: ReadingPool, mails: readonly WaitingMail[]): Promise<void> {
    await settle(mails, pool.read(mails.map(({ mail }) => mail)));
    this.#handOut();
  }
}

async function settle(mails: readonly WaitingMail[], reading: Promise<readonly MailReading[]>): Promise<void> {
  try {
    const read = await reading;
    mails.forEach(({ resolve, reject }, index) => {
      const reading = read[index];
      if (reading === undefined) reject(new Error('a mail was given to be read, and no reading came of it'));
      else resolve(reading);
    });
  } catch (error) {
    for (const { reject } of mails) reject(error);
  }
}
