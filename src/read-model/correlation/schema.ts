/**
 * Tables of what findings belong to. `correlations` has a row for every finding, of the same number; `trusted` is 0
 * where the finding would have to be verified and is not; `kind`, `recipient_guessed` and the times are the finding's
 * and its mail's, so that counting and folding read no facts. `awaited` says which findings to correlate again when
 * something with that digest (see awaited-digests.ts) is registered; a row that is no longer needed, or a digest that
 * two things share, costs a look and changes nothing.
 */
export const CORRELATIONS_SCHEMA = `
CREATE TABLE correlations (
  sequence INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  delivered_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  recipient_guessed INTEGER NOT NULL,
  method TEXT,
  verified INTEGER NOT NULL,
  trusted INTEGER NOT NULL,
  campaign_id TEXT,
  send_id TEXT,
  send INTEGER,
  domain TEXT,
  recipient TEXT,
  recipient_key TEXT
) STRICT;

CREATE TABLE awaited (
  digest INTEGER NOT NULL,
  finding INTEGER NOT NULL,
  PRIMARY KEY (digest, finding)
) STRICT, WITHOUT ROWID;
`;

export const CORRELATIONS_INDEXES = `
CREATE INDEX correlations_by_recipient ON correlations (recipient_key) WHERE recipient_key IS NOT NULL;
CREATE INDEX correlations_by_campaign ON correlations (campaign_id) WHERE campaign_id IS NOT NULL;
`;
