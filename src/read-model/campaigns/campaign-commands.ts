import {
  type CommandOrigin,
  type GlobalPosition,
  type LedgerEventOf,
  newEvent,
  streams,
  typedEvent,
  type TypedEvent,
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
    for await (const event of this.ledger.store.readStream(stream, { limit: 1 })) {
      const { data, position } = typedEvent(event);
      if (isDeepStrictEqual(data, campaign)) return { alreadyKnown: true, position };
    }
    throw new CampaignConflictError(campaign.campaignId);
  }

  /** @throws UnknownCampaignError, BatchConflictError */
  async recordTotals(totals: NewTotals, origin: CommandOrigin): Promise<Recorded> {
    const stream = streams.campaign(totals.campaignId);
    const event = newEvent('CampaignTotalsRecorded', totals, { ...this.ledger, ...origin });
    for (;;) {
      const history = await this.#history(totals.campaignId);
      const known = history.find(
        ({ type, data }) => type === 'CampaignTotalsRecorded' && data.batchId === totals.batchId,
      );
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
    for await (const event of events) if (typedEvent(event).type === 'CampaignRegistered') return;
    throw new UnknownCampaignError(campaignId);
  }

  async #history(campaignId: string): Promise<readonly TypedEvent[]> {
    const history: TypedEvent[] = [];
    const events = this.ledger.store.readStream(streams.campaign(campaignId));
    for await (const event of events) history.push(typedEvent(event));
    if (history.length === 0) throw new UnknownCampaignError(campaignId);
    return history;
  }
}
