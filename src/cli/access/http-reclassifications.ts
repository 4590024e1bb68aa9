import type { CommandOrigin } from '../../events/index.js';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from '../../history/reclassification/index.js';
import type { RulesetDraft } from '../../history/rulesets/index.js';
import type { ReclassificationAccess } from './reclassification-access.js';
import type { ServiceClient } from './service-client.js';

const POLL_MS = 250;
const PATH = '/v1/reclassifications';

/** Reclassifications of a running service, which go on whether or not anybody waits for them. */
export class HttpReclassifications implements ReclassificationAccess {
  constructor(private readonly service: ServiceClient) {}

  preview(
    { document, defaults }: RulesetDraft,
    _onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationPreview> {
    const json = { preview: true, ruleset: document, defaults };
    return this.service.json<ReclassificationPreview>('POST', PATH, { json, signal });
  }

  async run(
    { document, defaults, confirm }: ConfirmRequest,
    _origin: CommandOrigin,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationView> {
    const json = { ruleset: document, defaults, confirm };
    let run = await this.service.json<ReclassificationView>('POST', PATH, { json });
    while (run.state === 'running' && !signal.aborted) {
      onProgress(run);
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
      run = await this.service.json<ReclassificationView>('GET', `${PATH}/${run.id}`);
    }
    return run;
  }

  cancel(runId: string): Promise<ReclassificationView> {
    return this.service.json<ReclassificationView>('POST', `${PATH}/${encodeURIComponent(runId)}/cancel`);
  }
}
