import type { RecipientKey } from '../../events/index.js';

/** A send that was registered with the ledger. */
export interface KnownSend {
  /** Its number: sends are numbered in the order of the log. */
  readonly sequence: number;
  readonly campaignId: string | null;
  readonly recipientKey: RecipientKey;
  readonly domain: string;
  readonly messageIdKey: string | null;
  readonly sendId: string | null;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
}

/** What is registered by now: campaigns and sends. Where several sends fit, the first registered comes first. */
export interface Registered {
  isCampaign(campaignId: string): boolean;
  hasSendsOf(campaignId: string): boolean;
  hasSendsTo(recipientKey: RecipientKey): boolean;
  send(campaignId: string, sendId: string): KnownSend | null;
  sendsById(sendId: string): readonly KnownSend[];
  sendsByMessageId(messageIdKey: string): readonly KnownSend[];
  /** The latest first. */
  sendsOfCampaignTo(campaignId: string, recipientKey: RecipientKey): readonly KnownSend[];
  /** @param from @param to instants, inclusive: ISO 8601, UTC */
  latestSendTo(recipientKey: RecipientKey, from: string, to: string): KnownSend | null;
}
