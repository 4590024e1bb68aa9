import {
  type CommandOrigin,
  type GlobalPosition,
  type LedgerEventOf,
  newEvent,
  type RecordedEvent,
  streams,
} from '../../events/index.js';
import { isDeepStrictEqual } from 'node:util';
import { WrongExpectedRevisionError } from '../../event-store/index.js';
import { type Ledger } from '../../ledger/index.js';
import { BatchConflictError, CampaignConflictError, UnknownCampaignError } from './campaign-errors.js';

export type NewCampaign = LedgerEventOf<'CampaignRegistered'>['data'];
export type NewTotals = LedgerEventOf<'CampaignTotalsRecorded'>['data'];

/** What a command left behind: durable now, or since an earlier time. */
export interface Recorded {
  readonly alreadyKnown: boolean;
  readonly position: GlobalPosition;
}

/** Registers campaigns and how many messages their batches held. Every command may be repeated: it counts once. */
export class CampaignCommands {
  constructor(private readonly ledger: Ledger) {}

  /** @throws CampaignConflictError if the id stands for a campaign with other data */
  async register(campaign: NewCampaign, origin: CommandOrigin): Promise<Recorded> {
    const stream = streams.campaign(campaign.campaignId);
    const event = newEvent('CampaignRegistered', campaign, { ...this.ledger, ...origin });
    try {
      return { alreadyKnown: false, position: (await this.ledger.store.append(stream, 'no-stream', [event])).position };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
    }
    for await (const registered of this.ledger.store.readStream(stream, { limit: 1 })) {
      if (isDeepStrictEqual(registered.data, campaign)) return { alreadyKnown: true, position: registered.position };
    }
    throw new CampaignConflictError(campaign.campaignId);
  }

  /** @throws UnknownCampaignError, BatchConflictError */
  async recordTotals(totals: NewTotals, origin: CommandOrigin): Promise<Recorded> {
    const stream = streams.campaign(totals.campaignId);
    const event = newEvent('CampaignTotalsRecorded', totals, { ...this.ledger, ...origin });
    for (;;) {
      const history = await this.#history(totals.campaignId);
      const known = history.find(({ type, data }) => type === event.type && data['batchId'] === totals.batchId);
      if (known !== undefined) {
        if (!isDeepStrictEqual(known.data, totals)) throw new BatchConflictError(totals.batchId);
        return { alreadyKnown: true, position: known.position };
      }
      try {
        const { position } = await this.ledger.store.append(stream, history.length - 1, [event]);
        return { alreadyKnown: false, position };
      } catch (error) {
        // Somebody else wrote in between: look again whether it was this batch.
        if (!(error instanceof WrongExpectedRevisionError)) throw error;
      }
    }
  }

  /** @throws UnknownCampaignError */
  async mustExist(campaignId: string): Promise<void> {
    const events = this.ledger.store.readStream(streams.campaign(campaignId), { limit: 1 });
    for await (const { type } of events) if (type === 'CampaignRegistered') return;
    throw new UnknownCampaignError(campaignId);
  }

  async #history(campaignId: string): Promise<readonly RecordedEvent[]> {
    const history: RecordedEvent[] = [];
    for await (const event of this.ledger.store.readStream(streams.campaign(campaignId))) history.push(event);
    if (history.length === 0) throw new UnknownCampaignError(campaignId);
    return history;
  }
}
