import type { CommandOrigin } from '../../events/index.js';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from '../../history/reclassification/index.js';
import type { RulesetDraft } from '../../history/rulesets/index.js';
import type { BounceLedger } from '../../service/index.js';
import type { ReclassificationAccess } from './reclassification-access.js';

/** Reclassifications in this process, which end with it: what is unfinished goes on when they are confirmed again. */
export class LocalReclassifications implements ReclassificationAccess {
  constructor(private readonly bounceLedger: BounceLedger) {}

  async preview(draft: RulesetDraft, onProgress: OnProgress, signal: AbortSignal): Promise<ReclassificationPreview> {
    const { readModel, reclassifications } = this.bounceLedger;
    await readModel.caughtUp();
    return reclassifications.preview(draft, onProgress, signal);
  }

  async run(
    request: ConfirmRequest,
    origin: CommandOrigin,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationView> {
    const { readModel, reclassifications } = this.bounceLedger;
    await readModel.caughtUp();
    const { id } = await reclassifications.begin(request, origin);
    const stopTelling = reclassifications.onChange(() => {
      void reclassifications.find(id).then(onProgress);
    });
    const stop = () => void reclassifications.close();
    signal.addEventListener('abort', stop);
    try {
      return await reclassifications.ended(id);
    } finally {
      signal.removeEventListener('abort', stop);
      stopTelling();
    }
  }

  async cancel(runId: string, origin: CommandOrigin): Promise<ReclassificationView> {
    const { readModel, reclassifications } = this.bounceLedger;
    await readModel.caughtUp();
    return reclassifications.cancel(runId, origin);
  }
}
