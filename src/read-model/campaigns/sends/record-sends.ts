import type { LedgerEventOf, RegisteredSend } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { sendsCounted } from '../changes.js';

const STAGE = 'INSERT OR IGNORE INTO staged_sends (batch_id, part, sends) VALUES (?, ?, ?)';
const STAGED = 'SELECT sends FROM staged_sends WHERE batch_id = ? AND part = ?';
const UNSTAGE = 'DELETE FROM staged_sends WHERE batch_id = ?';
const FIND_BATCH = 'SELECT 1 FROM send_batches WHERE batch_id = ?';
const HAS_SENDS = 'SELECT 1 FROM send_batches WHERE campaign_id = ? LIMIT 1';
const INSERT_BATCH = 'INSERT INTO send_batches (batch_id, campaign_id, sends, last_sent_at) VALUES (?, ?, ?, ?)';
const INSERT_SEND = `
INSERT INTO sends (campaign_id, recipient_key, domain, message_id_key, send_id, sent_at) VALUES (?, ?, ?, ?, ?, ?)`;
const COUNT_DOMAIN = `
INSERT INTO sends_by_domain (campaign_id, domain, sends) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET sends = sends + excluded.sends`;

type Part = LedgerEventOf<'SendsRecorded'>['data'];

/**
 * Keeps a part of a batch until its last part is in; then all of its sends count. A batch that counts already stays as
 * it is.
 */
export function recordSends(part: Part, database: ReadModelDatabase, changes: Changes): void {
  if (database.get(FIND_BATCH, part.batchId) !== undefined) return;
  if (!part.last) {
    database.run(STAGE, part.batchId, part.part, JSON.stringify(part.sends));
    return;
  }
  const { campaignId } = part;
  const isFirstOfCampaign = campaignId !== null && database.get(HAS_SENDS, campaignId) === undefined;
  const batch = new CountedBatch(campaignId, database);
  // One at a time: a batch may be large.
  for (let earlier = 0; earlier < part.part; earlier += 1) {
    const staged = database.get<{ sends: string }>(STAGED, part.batchId, earlier);
    // What has expired in the log is not there when the read model is built anew.
    if (staged !== undefined) batch.add(JSON.parse(staged.sends) as readonly RegisteredSend[]);
  }
  if (part.part > 0) database.run(UNSTAGE, part.batchId);
  batch.add(part.sends);
  database.run(INSERT_BATCH, part.batchId, campaignId, batch.sends, batch.lastSentAt);
  changes.tell(sendsCounted, {
    campaignId,
    isFirstOfCampaign,
    first: batch.lastSequence - batch.sends + 1,
    last: batch.lastSequence,
  });
}

/** Rows of one batch's sends: they have consecutive numbers, as nothing else inserts meanwhile. */
class CountedBatch {
  sends = 0;
  lastSequence = 0;
  lastSentAt = '';

  constructor(
    private readonly campaignId: string | null,
    private readonly database: ReadModelDatabase,
  ) {}

  add(sends: readonly RegisteredSend[]): void {
    const domains = new Map<string, number>();
    for (const { recipientKey, domain, messageIdKey, sendId, sentAt } of sends) {
      this.lastSequence = this.database.insert(
        INSERT_SEND,
        this.campaignId,
        recipientKey,
        domain,
        messageIdKey,
        sendId,
        sentAt,
      );
      if (sentAt > this.lastSentAt) this.lastSentAt = sentAt;
      domains.set(domain, (domains.get(domain) ?? 0) + 1);
    }
    this.sends += sends.length;
    if (this.campaignId === null) return;
    for (const [domain, count] of domains) this.database.run(COUNT_DOMAIN, this.campaignId, domain, count);
  }
}
