import { setTimeout as delay } from 'node:timers/promises';
import { encodeEvents, type EventSource } from '../../../http/index.js';
import type { ReclassificationView } from '../index.js';

/** The shortest time between two messages of progress to a client. */
const MIN_PAUSE_MS = 100;

export interface ProgressSourceOptions {
  readonly find: () => Promise<ReclassificationView>;
  /** Calls back after each change of rows. @returns ends the calls */
  readonly onChange: (listener: () => void) => () => void;
}

/** How far a reclassification has come, until it has ended. */
export function progressSource({ find, onChange }: ProgressSourceOptions): EventSource {
  let sent = '';
  return {
    async read() {
      const run = await find();
      const text = encodeEvents([{ event: `reclassification.${run.state}`, data: run }]);
      const isNew = text !== sent;
      sent = text;
      return { bytes: Buffer.from(isNew ? text : ''), more: run.state === 'running' ? 'later' : 'never' };
    },
    async grown(signal) {
      const changed = Promise.withResolvers<undefined>();
      const change = (): void => {
        changed.resolve(undefined);
      };
      const endCalls = onChange(change);
      signal.addEventListener('abort', change);
      await delay(MIN_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      await changed.promise;
      signal.removeEventListener('abort', change);
      endCalls();
    },
  };
}
