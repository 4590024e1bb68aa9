import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandOrigin } from '../../events/index.js';
import type { StateLine } from '../../history/as-of/index.js';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from '../../history/reclassification/index.js';
import type {
  ReinterpretationReport,
  ReinterpretationRequest,
  ReinterpretationView,
} from '../../history/reinterpretation/index.js';
import type { RulesetDraft, RulesetQueries } from '../../history/rulesets/index.js';
import type { CollectionReport, CollectNow } from '../../mailbox/index.js';
import type { BounceView } from '../../read-model/bounces/index.js';
import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { AsOfPoint } from '../../read-model/engine/index.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import type { UndeterminedCluster } from '../../read-model/undetermined/index.js';
import type { ServiceAddress } from '../../service/index.js';
import { HttpLists } from './http-lists.js';
import { HttpRulesets } from './http-rulesets.js';
import type { LedgerAccess, Rebuilt, Received, StateOptions } from './ledger-access.js';
import type { ListsAccess } from './lists-access.js';
import { ServiceClient, ServiceRequestError } from './service-client.js';

const POLL_MS = 250;
const NOT_READY_PAUSE_MS = 500;
const NOT_READY = 'urn:bounce-ledger:problem:past-not-ready';
const RECLASSIFICATIONS = '/v1/reclassifications';
const REINTERPRETATIONS = '/v1/reinterpretations';

/** The ledger of a running service, over HTTP. */
export class HttpAccess implements LedgerAccess {
  readonly rulesets: RulesetQueries;
  readonly lists: ListsAccess;
  readonly #service: ServiceClient;

  constructor(address: ServiceAddress) {
    this.#service = new ServiceClient(address);
    this.rulesets = new HttpRulesets(this.#service);
    this.lists = new HttpLists(this.#service);
  }

  async receive(bytes: Buffer): Promise<Received> {
    const response = await this.#service.request('POST', '/v1/mails', { body: bytes, type: 'message/rfc822' });
    const { kind } = (await response.json()) as { kind: string };
    return { kind, alreadyKnown: response.status === 200 };
  }

  recipient(address: string): Promise<RecipientView> {
    return this.#service.json<RecipientView>('GET', `/v1/recipients/${encodeURIComponent(address)}`);
  }

  bounce(bounceId: string): Promise<BounceView | null> {
    return this.#service.find<BounceView>(`/v1/bounces/${encodeURIComponent(bounceId)}`);
  }

  campaign(campaignId: string): Promise<CampaignView | null> {
    return this.#service.find<CampaignView>(`/v1/campaigns/${encodeURIComponent(campaignId)}`);
  }

  async undetermined(limit: number): Promise<readonly UndeterminedCluster[]> {
    const path = `/v1/undetermined?limit=${limit}`;
    return (await this.#service.json<{ readonly items: readonly UndeterminedCluster[] }>('GET', path)).items;
  }

  undeterminedCluster(id: string): Promise<UndeterminedCluster | null> {
    return this.#service.find<UndeterminedCluster>(`/v1/undetermined/${encodeURIComponent(id)}`);
  }

  collect(mailbox: string, { signal, retryParked }: Required<CollectNow>): Promise<CollectionReport> {
    const path = `/v1/mailboxes/${encodeURIComponent(mailbox)}/collections?retryParked=${retryParked}`;
    return this.#service.json<CollectionReport>('POST', path, { signal });
  }

  mailbox(name: string): Promise<MailboxView | null> {
    return this.#service.find<MailboxView>(`/v1/mailboxes/${encodeURIComponent(name)}`);
  }

  async *state({ asOf, rulesetVersion }: AsOfPoint, { signal }: StateOptions): AsyncGenerator<StateLine> {
    const query = new URLSearchParams({
      ...(asOf !== undefined && { asOf }),
      ...(rulesetVersion !== undefined && { rulesetVersion: String(rulesetVersion) }),
    });
    const { body } = await this.#onceReady(`/v1/state?${query.toString()}`, signal);
    let last: StateLine | null = null;
    if (body !== null) {
      const input = Readable.fromWeb(body, { signal });
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        last = JSON.parse(line) as StateLine;
        yield last;
      }
    }
    // An answer that was cut off would look like fewer recipients.
    if (last === null || !('totals' in last)) throw new ServiceRequestError('the answer is incomplete', null);
  }

  previewReclassification(
    { document, defaults }: RulesetDraft,
    _onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationPreview> {
    const json = { preview: true, ruleset: document, defaults };
    return this.#service.json<ReclassificationPreview>('POST', RECLASSIFICATIONS, { json, signal });
  }

  /** The service continues the run whether or not anybody waits for it. */
  async reclassify(
    { document, defaults, confirm }: ConfirmRequest,
    _origin: CommandOrigin,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationView> {
    const json = { ruleset: document, defaults, confirm };
    let run = await this.#service.json<ReclassificationView>('POST', RECLASSIFICATIONS, { json });
    while (run.state === 'running' && !signal.aborted) {
      onProgress(run);
      await pollPause(signal);
      run = await this.#service.json<ReclassificationView>('GET', `${RECLASSIFICATIONS}/${run.id}`);
    }
    return run;
  }

  cancelReclassification(runId: string): Promise<ReclassificationView> {
    const path = `${RECLASSIFICATIONS}/${encodeURIComponent(runId)}/cancel`;
    return this.#service.json<ReclassificationView>('POST', path);
  }

  async reinterpret(
    { dryRun }: ReinterpretationRequest,
    onProgress: (soFar: ReinterpretationReport) => void,
    signal: AbortSignal,
  ): Promise<ReinterpretationReport> {
    let view = await this.#service.json<ReinterpretationView>('POST', REINTERPRETATIONS, { json: { dryRun } });
    while (view.state === 'running') {
      onProgress(view);
      await pollPause(signal);
      const [method, path] = signal.aborted ? ['POST', `/${view.id}/stop`] : ['GET', `/${view.id}`];
      view = await this.#service.json<ReinterpretationView>(method, REINTERPRETATIONS + path);
    }
    if (view.state === 'failed') throw new ServiceRequestError(view.error ?? 'the service failed', null);
    return reportOf(view);
  }

  rebuild(): Promise<Rebuilt> {
    return this.#service.json<Rebuilt>('POST', '/v1/read-model/rebuilds');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #onceReady(path: string, signal: AbortSignal): Promise<Response> {
    for (;;) {
      try {
        return await this.#service.request('GET', path, { signal });
      } catch (error) {
        if (!(error instanceof ServiceRequestError) || error.problem !== NOT_READY) throw error;
        await delay(NOT_READY_PAUSE_MS, undefined, { signal });
      }
    }
  }
}

/** Ends early, and without an error, when the signal is aborted. */
async function pollPause(signal: AbortSignal): Promise<void> {
  await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
}

/** What a command that interprets in its own process answers: the view without what the service adds. */
function reportOf(view: ReinterpretationView): ReinterpretationReport {
  const { dryRun, scanned, changed, expired, damaged, changes, bounces, recipients, position } = view;
  return { dryRun, scanned, changed, expired, damaged, changes, bounces, recipients, position };
}
