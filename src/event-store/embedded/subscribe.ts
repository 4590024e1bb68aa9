import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubscribeOptions, SubscriptionMessage } from '../event-store.port.js';
import { LogScan, type LogPage } from './log-scan.js';
import type { OpenFile } from './open-file.js';
import { fromPosition, toPosition } from './position.js';

/**
 * Follows the log: a page is read when the reader asks for more, so a slow reader holds one page and loses nothing. It is
 * behind again when more than a page came meanwhile.
 */
export async function* subscribe(file: OpenFile, options: SubscribeOptions): AsyncGenerator<SubscriptionMessage, void> {
  const { from, filter, signal } = options;
  const scan = new LogScan(file, 'forwards', filter);
  const ended = () => file.closed || signal?.aborted === true;
  let examined = from === undefined ? 0 : fromPosition(from);
  let behind = true;
  while (!ended()) {
    const messages: SubscriptionMessage[] = [];
    // Fixed before the page is read: under steady writing there is always more by the time it is delivered.
    const end = file.head;
    if (examined < end) {
      const page = scan.page(examined, end);
      messages.push(...messagesOf(page));
      examined = page.through;
      behind ||= examined < end;
    }
    if (behind && examined >= end) {
      messages.push({ kind: 'caughtUp' });
      behind = false;
    }
    for (const message of messages) {
      yield message;
      if (ended()) {
        return;
      }
    }
    // A reader that never waits would keep everybody else from running.
    await (examined < file.head ? nextTurn() : file.commits.next(signal));
  }
}

function messagesOf({ events, through }: LogPage): readonly SubscriptionMessage[] {
  const position = toPosition(through);
  const delivered: readonly SubscriptionMessage[] = events.length > 0 ? [{ kind: 'events', events }] : [];
  return events.at(-1)?.position === position ? delivered : [...delivered, { kind: 'checkpoint', position }];
}
