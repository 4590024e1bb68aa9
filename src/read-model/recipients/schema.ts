/**
 * Tables of what is thought of recipients. `recipients` holds the fold of each one's inputs: `status` as of the last of
 * them, and when (milliseconds since 1970) its errors are forgotten, which is compared when it is read: the counted
 * ones, the unverified one, and the last of them (`clears_at`). `unverified` counts the unverified findings since the
 * last release. `cause` is the number of the finding that the status rests on; null where that is a person's decision,
 * or the status is valid. `policy` holds the one in effect; it is settled when every recipient's whole story was folded
 * by its numbers.
 */
export const RECIPIENTS_SCHEMA = `
CREATE TABLE recipients (
  sequence INTEGER PRIMARY KEY,
  recipient_key TEXT NOT NULL UNIQUE,
  address TEXT,
  status TEXT NOT NULL,
  counted INTEGER NOT NULL,
  errors_clear_at INTEGER,
  unverified INTEGER NOT NULL,
  unverified_clears_at INTEGER,
  clears_at INTEGER,
  cause INTEGER,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
  sequence INTEGER PRIMARY KEY,
  recipient_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  after_finding INTEGER NOT NULL,
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;

CREATE TABLE policy (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  ruleset_version INTEGER NOT NULL,
  policy TEXT NOT NULL,
  settled INTEGER NOT NULL
) STRICT;
`;

export const RECIPIENTS_INDEXES = `
CREATE INDEX decisions_by_recipient ON decisions (recipient_key);
CREATE INDEX recipients_by_status ON recipients (status);
`;
