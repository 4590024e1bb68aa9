/**
 * Tables of mails and of what they report.
 *
 * `reports` holds one row for each bounce, delay and complaint, in log order (`sequence`): the facts as JSON once, besides the
 * columns that are searched, and for bounces the effective verdict (that of the highest ruleset version; null until the first
 * has come). `superseded_verdicts` holds those that a later ruleset replaced.
 */
export const BOUNCES_SCHEMA = `
CREATE TABLE mails (
  sequence INTEGER PRIMARY KEY,
  mail_id TEXT NOT NULL UNIQUE,
  position TEXT NOT NULL,
  kind TEXT NOT NULL,
  mailbox TEXT,
  uidl TEXT,
  size INTEGER NOT NULL,
  raw_digest TEXT NOT NULL,
  received_at TEXT NOT NULL,
  message_id TEXT,
  subject TEXT,
  sender TEXT,
  family TEXT NOT NULL,
  interpreter_version INTEGER NOT NULL,
  limits_reached TEXT NOT NULL,
  set_aside_reason TEXT
) STRICT;
CREATE INDEX mails_by_kind ON mails (kind, sequence);
CREATE INDEX mails_by_uidl ON mails (mailbox, uidl) WHERE uidl IS NOT NULL;

CREATE TABLE reports (
  sequence INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  position TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  facts TEXT NOT NULL,
  reason TEXT,
  type TEXT,
  fault TEXT,
  ruleset_version INTEGER,
  verdict TEXT
) STRICT;
CREATE INDEX reports_by_mail ON reports (mail_id);

CREATE TABLE superseded_verdicts (
  report_id TEXT NOT NULL,
  ruleset_version INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (report_id, ruleset_version)
) STRICT, WITHOUT ROWID;
`;
