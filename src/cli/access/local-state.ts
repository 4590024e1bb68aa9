import type { PastPoint } from '../../read-model/engine/index.js';
import type { BounceLedger } from '../../service/index.js';
import { stateLines, type StateLine } from '../../history/as-of/index.js';
import type { StateAccess, StateOptions } from './state-access.js';

/** Past states worked out in this process, and thrown away with it. */
export class LocalState implements StateAccess {
  constructor(private readonly bounceLedger: BounceLedger) {}

  async *lines(point: PastPoint, { onProgress, signal }: StateOptions): AsyncGenerator<StateLine> {
    const { readModel, ledger } = this.bounceLedger;
    const state = await readModel.pastStates.hold(point, { onProgress, signal, patienceMs: Infinity });
    try {
      for await (const line of stateLines(state, ledger.keys)) {
        signal.throwIfAborted();
        yield line;
      }
    } finally {
      state.release();
    }
  }
}
