import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { EventFilter } from '../../event-store.port.js';
import { DamagedEventFileError } from '../errors.js';
import { LogScan, type LogRows } from './log-scan.js';
import { OpenFile } from '../file/open-file.js';

/** What the thread is made for. */
export interface PageThreadData {
  readonly file: string;
  readonly filter: EventFilter | undefined;
}

/** The page beyond a position, no further than to the end, at a time in ms since the epoch. */
export interface PageRequest {
  readonly beyond: number;
  readonly end: number;
  readonly nowMs: number;
}

/** `problems` are those of a damaged file: an error of ours is an ordinary one when it arrives. */
export type PageAnswer = LogRows | { readonly failure: unknown } | { readonly problems: readonly string[] };

const { file, filter } = workerData as PageThreadData;
if (parentPort === null) throw new Error('this file is run as a thread');
const port = parentPort;
const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
let nowMs = 0;
const scan = new LogScan(new OpenFile(database, () => nowMs), 'forwards', filter);

port.on('message', (request: PageRequest) => {
  nowMs = request.nowMs;
  port.postMessage(answerTo(request));
});

function answerTo({ beyond, end }: PageRequest): PageAnswer {
  try {
    return scan.rows(beyond, end);
  } catch (failure) {
    return failure instanceof DamagedEventFileError ? { problems: failure.problems } : { failure };
  }
}
