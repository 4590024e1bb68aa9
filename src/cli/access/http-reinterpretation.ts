import { setTimeout as delay } from 'node:timers/promises';
import type {
  ReinterpretationReport,
  ReinterpretationRequest,
  ReinterpretationView,
} from '../../history/reinterpretation/index.js';
import type { ReinterpretationAccess } from './reinterpretation-access.js';
import { ServiceRequestError, type ServiceClient } from './service-client.js';

const POLL_MS = 250;
const PATH = '/v1/reinterpretations';

/** Reads again in a running service. */
export class HttpReinterpretation implements ReinterpretationAccess {
  constructor(private readonly service: ServiceClient) {}

  async run(
    { dryRun }: ReinterpretationRequest,
    onProgress: (soFar: ReinterpretationReport) => void,
    signal: AbortSignal,
  ): Promise<ReinterpretationReport> {
    let view = await this.service.json<ReinterpretationView>('POST', PATH, { json: { dryRun } });
    while (view.state === 'running') {
      onProgress(view);
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
      const [method, path] = signal.aborted ? ['POST', `/${view.id}/stop`] : ['GET', `/${view.id}`];
      view = await this.service.json<ReinterpretationView>(method, PATH + path);
    }
    if (view.state === 'failed') throw new ServiceRequestError(view.error ?? 'the service failed', null);
    return reportOf(view);
  }
}

/** The same as a command that reads in its own process gives. */
function reportOf({
  dryRun,
  scanned,
  changed,
  expired,
  damaged,
  changes,
  bounces,
  recipients,
  position,
}: ReinterpretationView): ReinterpretationReport {
  return { dryRun, scanned, changed, expired, damaged, changes, bounces, recipients, position };
}
