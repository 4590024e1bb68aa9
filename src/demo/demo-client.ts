import { setTimeout as sleep } from 'node:timers/promises';
import type { BounceView } from '../read-model/bounces/index.js';
import type { CampaignView } from '../read-model/campaigns/index.js';
import type { RecipientView } from '../read-model/recipients/index.js';
import type { DemoCampaign } from './campaign.js';

const POLL_MS = 50;
/** Longest wait for the collector and for the read model. If it takes longer, something is wrong. */
const PATIENCE_MS = 60_000;

/** The service did not answer as it should. */
export class DemoRequestError extends Error {
  readonly code = 'demo-request';
}

/** Asks the service over HTTP, as any client would. */
export class DemoClient {
  constructor(
    readonly url: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Registers the campaign and all its sends. */
  async register({ campaignId, name, sends }: DemoCampaign): Promise<void> {
    await this.#post('/v1/campaigns', 'application/json', JSON.stringify({ id: campaignId, name, purpose: 'bulk' }));
    const lines = sends.map(({ recipient, messageId, sendId, sentAt }) => {
      return JSON.stringify({ recipient, messageId, sendId, sentAt: sentAt.toISOString() });
    });
    await this.#post(
      `/v1/campaigns/${campaignId}/sends?batchId=${campaignId}-1`,
      'application/x-ndjson',
      `${lines.join('\n')}\n`,
    );
  }

  /**
   * Waits for a collection session that completes.
   * @throws DemoRequestError if the session failed
   */
  async collected(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const { items } = await this.#get<MailboxesAnswer>('/v1/mailboxes');
      const [mailbox] = items;
      if (typeof mailbox?.lastSuccessAt === 'string') return;
      if (typeof mailbox?.lastError === 'string') {
        throw new DemoRequestError(`the collection ended early: ${mailbox.lastError}`);
      }
      if (performance.now() > deadline) throw new DemoRequestError('the collection did not come to its end');
      await this.#pause();
    }
  }

  campaign(campaignId: string): Promise<CampaignView> {
    return this.#get(`/v1/campaigns/${campaignId}`);
  }

  recipient(address: string): Promise<RecipientView> {
    return this.#get(`/v1/recipients/${encodeURIComponent(address)}`);
  }

  bounce(bounceId: string): Promise<BounceView> {
    return this.#get(`/v1/bounces/${bounceId}`);
  }

  /** Waits until the read model has followed the log to its end. */
  async caughtUp(): Promise<void> {
    await this.#get('/health/ready');
  }

  async #post(path: string, contentType: string, body: string): Promise<void> {
    await this.#request(path, { method: 'POST', headers: { 'content-type': contentType }, body });
  }

  async #get<Answer>(path: string): Promise<Answer> {
    return (await (await this.#request(path)).json()) as Answer;
  }

  async #request(path: string, init: RequestInit = {}): Promise<Response> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const answer = await fetch(`${this.url}${path}`, { ...init, signal: this.signal });
      if (answer.ok) return answer;
      const said = await answer.text();
      // 503 means try again: the read model follows the log at its own pace.
      if (answer.status !== 503 || performance.now() > deadline) {
        throw new DemoRequestError(`${path} was answered with ${answer.status}: ${said}`);
      }
      await this.#pause();
    }
  }

  async #pause(): Promise<void> {
    await sleep(POLL_MS, undefined, { signal: this.signal });
  }
}

interface MailboxesAnswer {
  readonly items: readonly { readonly lastSuccessAt: string | null; readonly lastError: string | null }[];
}
