import type { BounceView } from '../bounces/index.js';
import type { CampaignView } from '../campaigns/index.js';
import type { CollectionReport } from '../mailbox/index.js';
import type { RecipientView } from '../recipients/index.js';
import type { ServiceAddress } from '../service/index.js';
import type { LedgerAccess, Rebuilt, Received } from './ledger-access.js';

/** The service answered with a problem (RFC 9457), or not at all. */
export class ServiceRequestError extends Error {
  readonly code = 'service-request';
  constructor(
    message: string,
    readonly status: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServiceRequestError';
  }
}

/** The ledger of a running service, over HTTP. */
export class HttpAccess implements LedgerAccess {
  constructor(private readonly service: ServiceAddress) {}

  async receive(bytes: Buffer): Promise<Received> {
    const response = await this.#request('POST', '/v1/mails', { body: bytes, type: 'message/rfc822' });
    const { kind } = (await response.json()) as { kind: string };
    return { kind, alreadyKnown: response.status === 200 };
  }

  async recipient(address: string): Promise<RecipientView> {
    return this.#json<RecipientView>('GET', `/v1/recipients/${encodeURIComponent(address)}`);
  }

  async bounce(bounceId: string): Promise<BounceView | null> {
    return this.#find<BounceView>(`/v1/bounces/${encodeURIComponent(bounceId)}`);
  }

  async campaign(campaignId: string): Promise<CampaignView | null> {
    return this.#find<CampaignView>(`/v1/campaigns/${encodeURIComponent(campaignId)}`);
  }

  async collect(mailbox: string, signal: AbortSignal): Promise<CollectionReport> {
    return this.#json<CollectionReport>('POST', `/v1/mailboxes/${encodeURIComponent(mailbox)}/collections`, signal);
  }

  async rebuild(): Promise<Rebuilt> {
    return this.#json<Rebuilt>('POST', '/v1/read-model/rebuilds');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #json<T>(method: string, path: string, signal?: AbortSignal): Promise<T> {
    const response = await this.#request(method, path, signal && { signal });
    return (await response.json()) as T;
  }

  async #find<T>(path: string): Promise<T | null> {
    try {
      return await this.#json<T>('GET', path);
    } catch (error) {
      if (error instanceof ServiceRequestError && error.status === 404) return null;
      throw error;
    }
  }

  async #request(
    method: string,
    path: string,
    { body, type, signal }: { body?: Buffer; type?: string; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const { url, token } = this.service;
    let response: Response;
    try {
      response = await fetch(new URL(path, url), {
        method,
        headers: {
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(type !== undefined && { 'content-type': type }),
        },
        ...(body !== undefined && { body: new Uint8Array(body) }),
        ...(signal !== undefined && { signal }),
      });
    } catch (cause) {
      throw new ServiceRequestError(`the service at ${url} does not answer`, null, { cause });
    }
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
    const said = problem.detail ?? problem.title ?? response.statusText;
    throw new ServiceRequestError(`${method} ${path}: ${response.status} ${said}`, response.status);
  }
}
