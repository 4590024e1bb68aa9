/**
 * Tables of what is thought of recipients. `recipients` holds the fold of each one's inputs: `status` as of the last of
 * them, and when (milliseconds since 1970) its errors are forgotten, which is compared when it is read: the counted
 * ones, the unverified one, and the last of them (`clears_at`). `unverified` counts the unverified findings since the
 * last release. `cause` is the number of the finding that the status rests on, `decision` that of the decision, with
 * its kind of `suppression`; one of them is null, and both where the status is valid. A decision of an import holds the
 * import's number; a person's own has none. The decisions on a recipient are a chain from `last_decision` to
 * `previous`: an index by their keys, which are random, would take as long to keep as all of the rest while a list of a
 * million is imported. `policy` holds the one in effect; it is settled when every recipient's whole story was folded by
 * its numbers.
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
  decision INTEGER,
  suppression TEXT,
  last_decision INTEGER,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
  sequence INTEGER PRIMARY KEY,
  previous INTEGER,
  kind TEXT NOT NULL,
  suppression TEXT,
  decided_at TEXT NOT NULL,
  after_finding INTEGER NOT NULL,
  address TEXT NOT NULL,
  reason TEXT,
  source TEXT,
  actor TEXT NOT NULL,
  import INTEGER
) STRICT;

CREATE TABLE suppression_imports (
  sequence INTEGER PRIMARY KEY,
  import_id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,
  rows INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  actor TEXT NOT NULL,
  started_at TEXT NOT NULL,
  last_recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE policy (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  ruleset_version INTEGER NOT NULL,
  policy TEXT NOT NULL,
  settled INTEGER NOT NULL
) STRICT;
`;

export const RECIPIENTS_INDEXES = `
CREATE INDEX recipients_by_status ON recipients (status);
`;
