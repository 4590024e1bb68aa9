import type { CommandOrigin } from '../../events/index.js';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from '../../history/reclassification/index.js';
import type { RulesetDraft } from '../../history/rulesets/index.js';

/** Reclassification as the command line needs it, in this process or of a running service. */
export interface ReclassificationAccess {
  preview(draft: RulesetDraft, onProgress: OnProgress, signal: AbortSignal): Promise<ReclassificationPreview>;
  /**
   * Begins what a preview showed, or goes on with it, and resolves when it has ended; when the signal stops the waiting, as far
   * as it has come.
   */
  run(
    request: ConfirmRequest,
    origin: CommandOrigin,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationView>;
  cancel(runId: string, origin: CommandOrigin): Promise<ReclassificationView>;
}
