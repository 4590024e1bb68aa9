import type { RecipientKey } from '../../events/index.js';
import type { ReadModelDatabase } from '../engine/index.js';
import type { KnownSend, Registered } from './registered.js';

/**
 * So many sends of one id, message or recipient are looked at; a send to a named recipient is found among any number.
 */
const MAX_CANDIDATES = 50;

const IS_CAMPAIGN = 'SELECT 1 FROM campaigns WHERE campaign_id = ?';
const HAS_SENDS_OF = 'SELECT 1 FROM send_batches WHERE campaign_id = ? LIMIT 1';
const HAS_SENDS_TO = 'SELECT 1 FROM sends WHERE recipient_key = ? LIMIT 1';
const SELECT = `
SELECT sequence, campaign_id AS campaignId, recipient_key AS recipientKey, domain, message_id_key AS messageIdKey, send_id AS sendId,
  sent_at AS sentAt
FROM sends`;
const OF_CAMPAIGN = 'AND (?2 IS NULL OR campaign_id = ?2)';
const BY_ID = `${SELECT} WHERE send_id = ?1 ${OF_CAMPAIGN} ORDER BY sequence LIMIT ${MAX_CANDIDATES}`;
const BY_MESSAGE_ID = `${SELECT} WHERE message_id_key = ? ORDER BY sequence LIMIT ${MAX_CANDIDATES}`;
// The plus has SQLite look among the recipient's sends, of which there are few, and not among all of the message.
const BY_ID_TO = `${SELECT} WHERE recipient_key = ?3 AND +send_id = ?1 ${OF_CAMPAIGN} ORDER BY sequence LIMIT 1`;
const BY_MESSAGE_ID_TO = `${SELECT} WHERE recipient_key = ? AND +message_id_key = ? ORDER BY sequence LIMIT 1`;
const IS_ID_OF_OTHERS = `SELECT 1 FROM sends WHERE send_id = ?1 ${OF_CAMPAIGN} AND +recipient_key <> ?3 LIMIT 1`;
const IS_MESSAGE_OF_OTHERS = 'SELECT 1 FROM sends WHERE message_id_key = ? AND +recipient_key <> ? LIMIT 1';
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

  sendsById(sendId: string, campaignId: string | null): readonly KnownSend[] {
    return this.database.all<KnownSend>(BY_ID, sendId, campaignId);
  }

  sendByIdTo(sendId: string, campaignId: string | null, recipientKey: RecipientKey): KnownSend | null {
    return this.database.get<KnownSend>(BY_ID_TO, sendId, campaignId, recipientKey) ?? null;
  }

  isIdOfOthers(sendId: string, campaignId: string | null, recipientKey: RecipientKey): boolean {
    return this.database.get(IS_ID_OF_OTHERS, sendId, campaignId, recipientKey) !== undefined;
  }

  sendsByMessageId(messageIdKey: string): readonly KnownSend[] {
    return this.database.all<KnownSend>(BY_MESSAGE_ID, messageIdKey);
  }

  sendByMessageIdTo(messageIdKey: string, recipientKey: RecipientKey): KnownSend | null {
    return this.database.get<KnownSend>(BY_MESSAGE_ID_TO, recipientKey, messageIdKey) ?? null;
  }

  isMessageOfOthers(messageIdKey: string, recipientKey: RecipientKey): boolean {
    return this.database.get(IS_MESSAGE_OF_OTHERS, messageIdKey, recipientKey) !== undefined;
  }

  sendsOfCampaignTo(campaignId: string, recipientKey: RecipientKey): readonly KnownSend[] {
    return this.database.all<KnownSend>(OF_CAMPAIGN_TO, recipientKey, campaignId);
  }

  latestSendTo(recipientKey: RecipientKey, from: string, to: string): KnownSend | null {
    return this.database.get<KnownSend>(LATEST_TO, recipientKey, from, to) ?? null;
  }
}
