import type { RecipientKey } from '../../events/index.js';
import type { ReadModelDatabase } from '../engine/index.js';
import type { KnownSend, Registered } from './registered.js';

/** A send id or Message-ID that more sends share than these tells none of them from the others. */
const MAX_CANDIDATES = 50;

const IS_CAMPAIGN = 'SELECT 1 FROM campaigns WHERE campaign_id = ?';
const HAS_SENDS_OF = 'SELECT 1 FROM send_batches WHERE campaign_id = ? LIMIT 1';
const HAS_SENDS_TO = 'SELECT 1 FROM sends WHERE recipient_key = ? LIMIT 1';
const SELECT = `
SELECT sequence, campaign_id AS campaignId, recipient_key AS recipientKey, domain, message_id_key AS messageIdKey, send_id AS sendId,
  sent_at AS sentAt
FROM sends`;
const BY_CAMPAIGN_AND_ID = `${SELECT} WHERE send_id = ? AND campaign_id = ? ORDER BY sequence LIMIT 1`;
const BY_ID = `${SELECT} WHERE send_id = ? ORDER BY sequence LIMIT ${MAX_CANDIDATES}`;
const BY_MESSAGE_ID = `${SELECT} WHERE message_id_key = ? ORDER BY sequence LIMIT ${MAX_CANDIDATES}`;
const OF_CAMPAIGN_TO = `
${SELECT} WHERE recipient_key = ? AND campaign_id = ? ORDER BY sent_at DESC, sequence LIMIT ${MAX_CANDIDATES}`;
const LATEST_TO = `
${SELECT} WHERE recipient_key = ? AND sent_at BETWEEN ? AND ? ORDER BY sent_at DESC, sequence LIMIT 1`;

/** What is registered, out of the rows of the campaigns projection. */
export class SqliteRegistered implements Registered {
  constructor(private readonly database: ReadModelDatabase) {}

  isCampaign(campaignId: string): boolean {
    return this.database.get(IS_CAMPAIGN, campaignId) !== undefined;
  }

  hasSendsOf(campaignId: string): boolean {
    return this.database.get(HAS_SENDS_OF, campaignId) !== undefined;
  }

  hasSendsTo(recipientKey: RecipientKey): boolean {
    return this.database.get(HAS_SENDS_TO, recipientKey) !== undefined;
  }

  send(campaignId: string, sendId: string): KnownSend | null {
    return this.database.get<KnownSend>(BY_CAMPAIGN_AND_ID, sendId, campaignId) ?? null;
  }

  sendsById(sendId: string): readonly KnownSend[] {
    return this.database.all<KnownSend>(BY_ID, sendId);
  }

  sendsByMessageId(messageIdKey: string): readonly KnownSend[] {
    return this.database.all<KnownSend>(BY_MESSAGE_ID, messageIdKey);
  }

  sendsOfCampaignTo(campaignId: string, recipientKey: RecipientKey): readonly KnownSend[] {
    return this.database.all<KnownSend>(OF_CAMPAIGN_TO, recipientKey, campaignId);
  }

  latestSendTo(recipientKey: RecipientKey, from: string, to: string): KnownSend | null {
    return this.database.get<KnownSend>(LATEST_TO, recipientKey, from, to) ?? null;
  }
}
