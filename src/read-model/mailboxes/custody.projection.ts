import { type LedgerEventOf, typedEvent } from '../../events/index.js';
import { type Projection, type ReadModelDatabase } from '../engine/index.js';
import { errorKind } from './error-kind.js';

const CUSTODY_SCHEMA = `
CREATE TABLE mailboxes (
  sequence INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  last_success_at TEXT,
  last_error TEXT,
  failing_since TEXT,
  waiting INTEGER NOT NULL,
  waiting_since TEXT,
  left_now INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  appended INTEGER NOT NULL,
  already_known INTEGER NOT NULL,
  parked INTEGER NOT NULL,
  not_reached INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  left_there INTEGER NOT NULL
) STRICT;

CREATE TABLE mailbox_failures (
  mailbox TEXT NOT NULL,
  error TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (mailbox, error)
) STRICT, WITHOUT ROWID;

CREATE TABLE retrieval_failures (
  mailbox TEXT PRIMARY KEY,
  mails TEXT NOT NULL,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

// The mails that wait now have waited since the first of the sessions in a row that left some.
const ADD_COLLECTION = `
INSERT INTO mailboxes (name, last_success_at, last_error, failing_since, waiting, waiting_since, left_now,
                       listed, appended, already_known, parked, not_reached, deleted, left_there)
VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (name) DO UPDATE SET
  last_success_at = coalesce(excluded.last_success_at, last_success_at),
  last_error = excluded.last_error,
  failing_since = iif(excluded.last_error IS NULL, NULL, coalesce(failing_since, excluded.failing_since)),
  waiting = iif(?1, excluded.waiting, waiting),
  waiting_since = iif(?1, iif(excluded.waiting = 0, NULL, coalesce(waiting_since, excluded.waiting_since)), waiting_since),
  left_now = iif(?1, excluded.left_now, left_now),
  listed = listed + excluded.listed,
  appended = appended + excluded.appended,
  already_known = already_known + excluded.already_known,
  parked = parked + excluded.parked,
  not_reached = not_reached + excluded.not_reached,
  deleted = deleted + excluded.deleted,
  left_there = left_there + excluded.left_there`;
const COUNT_FAILURE = `
INSERT INTO mailbox_failures (mailbox, error, failures, last_at) VALUES (?, ?, 1, ?)
ON CONFLICT (mailbox, error) DO UPDATE SET failures = failures + 1, last_at = excluded.last_at`;
const REPLACE_RETRIEVAL_FAILURES = `
INSERT INTO retrieval_failures (mailbox, mails, total) VALUES (?, ?, ?)
ON CONFLICT (mailbox) DO UPDATE SET mails = excluded.mails, total = excluded.total`;

/** What was collected from each mailbox. */
export const custodyProjection: Projection = {
  name: 'custody',
  version: 3,
  schema: CUSTODY_SCHEMA,
  apply(event, database) {
    const { type, data } = typedEvent(event);
    if (type === 'CollectionCompleted') addCollection(database, data);
    else if (type === 'RetrievalFailuresRecorded') {
      database.run(REPLACE_RETRIEVAL_FAILURES, data.mailbox, JSON.stringify(data.mails), data.total);
    }
  },
};

function addCollection(database: ReadModelDatabase, session: LedgerEventOf<'CollectionCompleted'>['data']): void {
  const waiting = session.parked + session.notReached;
  // A session that broke off before the server had listed anything says nothing of what waits there.
  const hasListed = session.error === null || session.listed > 0 ? 1 : 0;
  database.run(
    ADD_COLLECTION,
    hasListed,
    session.mailbox,
    session.error === null ? session.completedAt : null,
    session.error,
    session.error === null ? null : session.startedAt,
    waiting,
    waiting === 0 ? null : session.startedAt,
    session.left,
    session.listed,
    session.appended,
    session.alreadyKnown,
    session.parked,
    session.notReached,
    session.deleted,
    session.left,
  );
  if (session.error !== null) {
    database.run(COUNT_FAILURE, session.mailbox, errorKind(session.error), session.completedAt);
  }
}
