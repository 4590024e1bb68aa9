import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EventFilter } from '../../event-store.port.js';
import { DamagedEventFileError } from '../errors.js';
import { EVENT_FILE } from '../file/event-file.js';
import { eventsOf } from '../file/event-row.js';
import type { LogPage } from './log-scan.js';
import type { OpenFile } from '../file/open-file.js';
import type { PageAnswer, PageRequest, PageThreadData } from './page-thread.js';
import { unavailable } from '../unavailable.js';

const THREAD_FILE = new URL('./page-thread.js', import.meta.url);

interface PageUnderWay {
  readonly beyond: number;
  readonly answer: Promise<readonly PageAnswer[]>;
}

/**
 * A scan of the log whose pages are read by a thread, each while the one before is worked on. What is read is parsed
 * here: as objects it would cost as much to hand over.
 */
export class ReadAhead {
  #thread: Worker | undefined;
  #next: PageUnderWay | undefined;

  constructor(
    private readonly file: OpenFile,
    private readonly filter: EventFilter | undefined,
  ) {}

  /**
   * The next page beyond a position (exclusive), no further than to the end (inclusive).
   * @throws EventStoreUnavailableError, DamagedEventFileError
   */
  async page(beyond: number, end: number): Promise<LogPage> {
    const { answer } = this.#next?.beyond === beyond ? this.#next : this.#request(beyond, end);
    const [page] = await answer.catch((cause: unknown) => [{ failure: cause }]);
    if (page !== undefined && 'problems' in page) throw new DamagedEventFileError(EVENT_FILE, page.problems);
    if (page === undefined || 'failure' in page) throw unavailable('to read', page?.failure);
    this.#next = page.through < end ? this.#request(page.through, end) : undefined;
    return { events: eventsOf(page.rows), through: page.through };
  }

  /** Ends the thread, if there is one, when no page is waited for. Another page starts another. */
  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = this.#next = undefined;
    await thread?.terminate();
  }

  #request(beyond: number, end: number): PageUnderWay {
    this.#thread ??= this.#start();
    const answer = once(this.#thread, 'message') as Promise<readonly PageAnswer[]>;
    // Nobody may ask for it any more.
    answer.catch(() => undefined);
    const request: PageRequest = { beyond, end, nowMs: this.file.nowMs() };
    this.#thread.postMessage(request);
    return { beyond, answer };
  }

  #start(): Worker {
    const file = this.file.database.location();
    if (file === null) throw new TypeError('nothing else can read a database in memory');
    const workerData: PageThreadData = { file, filter: this.filter };
    return new Worker(THREAD_FILE, { workerData, execArgv: [], name: 'event-page-reader' });
  }
}
