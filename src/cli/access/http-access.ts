import type { BounceView } from '../../read-model/bounces/index.js';
import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { CollectionReport, CollectNow } from '../../mailbox/index.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import type { ServiceAddress } from '../../service/index.js';
import type { RulesetQueries } from '../../history/rulesets/index.js';
import { HttpReclassifications } from './http-reclassifications.js';
import { HttpUndetermined } from './http-undetermined.js';
import type { UndeterminedAccess } from './undetermined-access.js';
import { HttpReinterpretation } from './http-reinterpretation.js';
import type { ReinterpretationAccess } from './reinterpretation-access.js';
import type { ReclassificationAccess } from './reclassification-access.js';
import { HttpRulesets } from './http-rulesets.js';
import { HttpState } from './http-state.js';
import { ServiceClient } from './service-client.js';
import type { LedgerAccess, Rebuilt, Received } from './ledger-access.js';

/** The ledger of a running service, over HTTP. */
export class HttpAccess implements LedgerAccess {
  readonly rulesets: RulesetQueries;
  readonly reclassifications: ReclassificationAccess;
  readonly state: HttpState;
  readonly reinterpretation: ReinterpretationAccess;
  readonly undetermined: UndeterminedAccess;
  readonly #service: ServiceClient;

  constructor(address: ServiceAddress) {
    this.#service = new ServiceClient(address);
    this.rulesets = new HttpRulesets(this.#service);
    this.undetermined = new HttpUndetermined(this.#service);
    this.reinterpretation = new HttpReinterpretation(this.#service);
    this.reclassifications = new HttpReclassifications(this.#service);
    this.state = new HttpState(this.#service);
  }

  async receive(bytes: Buffer): Promise<Received> {
    const response = await this.#service.request('POST', '/v1/mails', { body: bytes, type: 'message/rfc822' });
    const { kind } = (await response.json()) as { kind: string };
    return { kind, alreadyKnown: response.status === 200 };
  }

  async recipient(address: string): Promise<RecipientView> {
    return this.#service.json<RecipientView>('GET', `/v1/recipients/${encodeURIComponent(address)}`);
  }

  async bounce(bounceId: string): Promise<BounceView | null> {
    return this.#service.find<BounceView>(`/v1/bounces/${encodeURIComponent(bounceId)}`);
  }

  async campaign(campaignId: string): Promise<CampaignView | null> {
    return this.#service.find<CampaignView>(`/v1/campaigns/${encodeURIComponent(campaignId)}`);
  }

  async collect(mailbox: string, { signal, retryParked }: Required<CollectNow>): Promise<CollectionReport> {
    const path = `/v1/mailboxes/${encodeURIComponent(mailbox)}/collections?retryParked=${retryParked}`;
    return this.#service.json<CollectionReport>('POST', path, { signal });
  }

  async mailbox(name: string): Promise<MailboxView | null> {
    return this.#service.find<MailboxView>(`/v1/mailboxes/${encodeURIComponent(name)}`);
  }

  async rebuild(): Promise<Rebuilt> {
    return this.#service.json<Rebuilt>('POST', '/v1/read-model/rebuilds');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
