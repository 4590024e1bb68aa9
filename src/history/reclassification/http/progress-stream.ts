import { setTimeout as delay } from 'node:timers/promises';
import type { ReclassificationView } from '../index.js';

/** A client is told no more often than this. */
const SHORTEST_PAUSE_MS = 100;
const HEARTBEAT_MS = 15_000;

export interface ProgressStreamOptions {
  readonly find: () => Promise<ReclassificationView>;
  /** Calls back after each change of rows. @returns ends the calls */
  readonly onChange: (listener: () => void) => () => void;
  /** Ends the stream. */
  readonly signal: AbortSignal;
}

/** How far a reclassification has come, as server-sent events (WHATWG HTML, 9.2), until it has ended. */
export async function* progressStream({ find, onChange, signal }: ProgressStreamOptions): AsyncGenerator<string> {
  let grown = Promise.withResolvers<undefined>();
  const stop = onChange(() => {
    grown.resolve(undefined);
  });
  try {
    for (let told = ''; !signal.aborted;) {
      grown = Promise.withResolvers<undefined>();
      const run = await find();
      const data = JSON.stringify(run);
      yield data === told ? ': heartbeat\n\n' : `event: reclassification.${run.state}\ndata: ${data}\n\n`;
      told = data;
      if (run.state !== 'running') return;
      await delay(SHORTEST_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      await Promise.race([
        grown.promise,
        delay(HEARTBEAT_MS, undefined, { signal, ref: false }).catch(() => undefined),
      ]);
    }
  } finally {
    stop();
  }
}
