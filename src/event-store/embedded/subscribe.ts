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
    if (examined < file.head) {
      const page = scan.page(examined, file.head);
      examined = page.through;
      behind ||= examined < file.head;
      for (const message of messagesOf(page)) {
        yield message;
        if (ended()) {
          return;
        }
      }
      // A reader that never waits would keep everybody else from running.
      await nextTurn();
    } else if (behind) {
      behind = false;
      yield { kind: 'caughtUp' };
    } else {
      await file.commits.next(signal);
    }
  }
}

function messagesOf({ events, through }: LogPage): readonly SubscriptionMessage[] {
  const position = toPosition(through);
  const delivered: readonly SubscriptionMessage[] = events.length > 0 ? [{ kind: 'events', events }] : [];
  return events.at(-1)?.position === position ? delivered : [...delivered, { kind: 'checkpoint', position }];
}
