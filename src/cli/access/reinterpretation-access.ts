import type { ReinterpretationReport, ReinterpretationRequest } from '../../history/reinterpretation/index.js';

/** Reading evidence again as the command line needs it, in this process or by a running service. */
export interface ReinterpretationAccess {
  /** Resolves when it has ended; when the signal stops it, with what was found so far. */
  run(
    request: ReinterpretationRequest,
    onProgress: (soFar: ReinterpretationReport) => void,
    signal: AbortSignal,
  ): Promise<ReinterpretationReport>;
}
