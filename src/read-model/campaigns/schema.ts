/**
 * Tables of campaigns and of what was sent. A batch of sends that came in parts waits in `staged_sends` until its last
 * part is in; then its sends are rows of `sends`, numbered in the order of the log, and count.
 */
export const CAMPAIGNS_SCHEMA = `
CREATE TABLE campaigns (
  sequence INTEGER PRIMARY KEY,
  campaign_id TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL,
  name TEXT
) STRICT;

CREATE TABLE campaign_totals (
  campaign_id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  sends INTEGER NOT NULL,
  sent_at TEXT NOT NULL,
  by_domain TEXT,
  PRIMARY KEY (campaign_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE staged_sends (
  batch_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  sends TEXT NOT NULL,
  PRIMARY KEY (batch_id, part)
) STRICT;

CREATE TABLE send_batches (
  batch_id TEXT PRIMARY KEY,
  campaign_id TEXT,
  sends INTEGER NOT NULL,
  last_sent_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sends (
  sequence INTEGER PRIMARY KEY,
  campaign_id TEXT,
  recipient_key TEXT NOT NULL,
  domain TEXT NOT NULL,
  message_id_key TEXT,
  send_id TEXT,
  sent_at TEXT NOT NULL
) STRICT;

CREATE TABLE sends_by_domain (
  campaign_id TEXT NOT NULL,
  domain TEXT NOT NULL,
  sends INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, domain)
) STRICT, WITHOUT ROWID;
`;

export const CAMPAIGNS_INDEXES = `
CREATE INDEX send_batches_by_campaign ON send_batches (campaign_id);
CREATE INDEX sends_by_recipient ON sends (recipient_key, sent_at);
CREATE INDEX sends_by_message_id ON sends (message_id_key) WHERE message_id_key IS NOT NULL;
CREATE INDEX sends_by_send_id ON sends (send_id, campaign_id) WHERE send_id IS NOT NULL;
`;
