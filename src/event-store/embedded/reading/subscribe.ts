import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SubscribeOptions, SubscriptionMessage } from '../../event-store.port.js';
import { LogScan, type LogPage } from './log-scan.js';
import type { OpenFile } from '../file/open-file.js';
import { fromPosition, toPosition } from '../file/position.js';
import { ReadAhead } from './read-ahead.js';

/** So many positions are read in a thread of their own: fewer are read sooner than one is started. */
const FAR_BEHIND = 20_000;

/**
 * Follows the log: a page is read when the reader asks for more, so a slow reader holds one page and loses nothing. It
 * is behind again when more than a page came meanwhile. Where it is far behind, the next page is read while this one is
 * worked on.
 */
export async function* subscribe(file: OpenFile, options: SubscribeOptions): AsyncGenerator<SubscriptionMessage, void> {
  const { from, filter, signal } = options;
  const scan = new LogScan(file, 'forwards', filter);
  const ahead = new ReadAhead(file, filter);
  const ended = () => file.closed || signal?.aborted === true;
  let examined = from === undefined ? 0 : fromPosition(from);
  let behind = true;
  try {
    while (!ended()) {
      const messages: SubscriptionMessage[] = [];
      // Fixed before the page is read: under steady writing there is always more by the time it is delivered.
      const end = file.head;
      if (examined < end) {
        const page = end - examined > FAR_BEHIND ? await ahead.page(examined, end) : scan.page(examined, end);
        messages.push(...messagesOf(page));
        examined = page.through;
        behind ||= examined < end;
      }
      if (behind && examined >= end) {
        await ahead.close();
        messages.push({ kind: 'caughtUp' });
        behind = false;
      }
      if (ended()) return;
      for (const message of messages) {
        yield message;
        if (ended()) return;
      }
      // A reader that never waits would keep everybody else from running.
      await (examined < file.head ? nextTurn() : file.commits.next(signal));
    }
  } finally {
    await ahead.close();
  }
}

function messagesOf({ events, through }: LogPage): readonly SubscriptionMessage[] {
  const position = toPosition(through);
  const delivered: readonly SubscriptionMessage[] = events.length > 0 ? [{ kind: 'events', events }] : [];
  return events.at(-1)?.position === position ? delivered : [...delivered, { kind: 'checkpoint', position }];
}
