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
  /** A few of the sends of an id, the first registered first. @param campaignId null: of any campaign */
  sendsById(sendId: string, campaignId: string | null): readonly KnownSend[];
  sendByIdTo(sendId: string, campaignId: string | null, recipientKey: RecipientKey): KnownSend | null;
  /** Whether somebody else was sent something under that id too. */
  isIdOfOthers(sendId: string, campaignId: string | null, recipientKey: RecipientKey): boolean;
  /** A few of the sends of a message, the first registered first. */
  sendsByMessageId(messageIdKey: string): readonly KnownSend[];
  sendByMessageIdTo(messageIdKey: string, recipientKey: RecipientKey): KnownSend | null;
  /** Whether the message went to somebody else too. */
  isMessageOfOthers(messageIdKey: string, recipientKey: RecipientKey): boolean;
  /** The latest first. */
  sendsOfCampaignTo(campaignId: string, recipientKey: RecipientKey): readonly KnownSend[];
  /** @param from @param to instants, inclusive: ISO 8601, UTC */
  latestSendTo(recipientKey: RecipientKey, from: string, to: string): KnownSend | null;
}
