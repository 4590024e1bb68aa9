import { ChangeKind } from '../engine/index.js';

/** A whole batch of sends is in and counts from now on. */
export interface SendsCounted {
  readonly campaignId: string | null;
  /** No send of the campaign was registered before. */
  readonly isFirstOfCampaign: boolean;
  /** Numbers of its rows in `sends`: first and last, inclusive. */
  readonly first: number;
  readonly last: number;
}
export const sendsCounted = new ChangeKind<SendsCounted>('sends-counted');
