import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { GroupCommit } from './group-commit.js';
import { openForWriting } from '../file/open-database.js';
import type { WriteRequest } from './write-request.js';

/** What the thread is made for. */
export interface WriterThreadData {
  readonly file: string;
  readonly maxPageCount: number | undefined;
}

/** The requests of one turn of the event loop; null asks it to finish and end. */
export type WriterMessage = readonly WriteRequest[] | null;

/** What is more waits for the next transaction. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024;

const { file, maxPageCount } = workerData as WriterThreadData;
if (parentPort === null) throw new Error('this file is run as a thread');
const port = parentPort;
const database = openForWriting(file, maxPageCount);
const commits = new GroupCommit(database);
const queue: WriteRequest[] = [];
let isEnding = false;

port.on('message', (message: WriterMessage) => {
  take(message);
  while (queue.length > 0) {
    takeWhatCameMeanwhile();
    port.postMessage(commits.run(nextGroup()));
  }
  if (isEnding) {
    database.close();
    port.close();
  }
});
port.postMessage('open');

function take(message: WriterMessage): void {
  if (message === null) isEnding = true;
  else queue.push(...message);
}

/** During a sync more is requested, and it shares the next one. */
function takeWhatCameMeanwhile(): void {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    take(next.message as WriterMessage);
  }
}

/** The first requests, up to a size; at least one. What is only tried fails alone. */
function nextGroup(): readonly WriteRequest[] {
  let bytes = 0;
  const beyond = queue.findIndex((request, index) => {
    bytes += request.kind === 'append' ? request.append.bytes : 0;
    const isAlone = request.kind === 'try-write' || queue[index - 1]?.kind === 'try-write';
    return (bytes > MAX_GROUP_BYTES || isAlone) && index > 0;
  });
  return queue.splice(0, beyond === -1 ? queue.length : beyond);
}
