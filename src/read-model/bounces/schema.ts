/**
 * Tables of mails and of what they report. Rows are numbered (`sequence`) in the order of the log.
 *
 * `findings` holds what mails report of single recipients: bounces, delays and complaints. `data` is the event's
 * data; where the mail was reinterpreted, that of its latest reading. What that one no longer tells is `withdrawn`:
 * nothing counts it, and its row stays, as other rows name it. `reinterpretations` and `reinterpreted_events` hold the
 * new set of a mail until all of it is there. `verdicts` holds the effective verdict of each bounce, by the bounce's
 * number, `superseded_verdicts` those that one of a later ruleset has replaced, or that came after it.
 * `reclassification_runs` holds every run over history, and `staged_verdicts` what a run that is not over would think
 * of a bounce: nothing else looks at them until it is complete.
 */
export const FINDINGS_SCHEMA = `
CREATE TABLE mails (
  sequence INTEGER PRIMARY KEY,
  mail_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  mailbox TEXT,
  uidl TEXT,
  size INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  message_id TEXT,
  subject TEXT,
  sender TEXT,
  family TEXT NOT NULL,
  interpreter_version INTEGER NOT NULL,
  set_aside_reason TEXT
) STRICT;

CREATE TABLE findings (
  sequence INTEGER PRIMARY KEY,
  mail INTEGER NOT NULL,
  kind TEXT NOT NULL,
  bounce_id TEXT,
  occurred_at TEXT NOT NULL,
  data TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE reinterpretations (
  mail INTEGER PRIMARY KEY,
  begun TEXT NOT NULL
) STRICT;

CREATE TABLE reinterpreted_events (
  mail INTEGER NOT NULL,
  n INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (mail, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  sequence INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  reason TEXT NOT NULL,
  fault TEXT NOT NULL,
  ruleset_version INTEGER NOT NULL,
  verdict TEXT NOT NULL
) STRICT;

CREATE TABLE superseded_verdicts (
  sequence INTEGER NOT NULL,
  ruleset_version INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (sequence, ruleset_version)
) STRICT, WITHOUT ROWID;

CREATE TABLE reclassification_runs (
  sequence INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  from_version INTEGER NOT NULL,
  ruleset_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  scanned INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  through_finding INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  actor TEXT
) STRICT;

CREATE TABLE staged_verdicts (
  run INTEGER NOT NULL,
  finding INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (run, finding)
) STRICT, WITHOUT ROWID;
`;

export const FINDINGS_INDEXES = `
CREATE UNIQUE INDEX mails_by_id ON mails (mail_id);
CREATE UNIQUE INDEX findings_by_bounce_id ON findings (bounce_id) WHERE bounce_id IS NOT NULL;
CREATE INDEX mails_by_kind ON mails (kind);
CREATE INDEX mails_by_uidl ON mails (mailbox, uidl, size) WHERE uidl IS NOT NULL;
CREATE INDEX findings_by_mail ON findings (mail);
`;
