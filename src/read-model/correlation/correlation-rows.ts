import type { RecipientKey } from '../../events/index.js';
import { LatestRow, type ReadModelDatabase } from '../engine/index.js';
import type { Correlation, CorrelationMethod } from './correlation.js';

const COLUMNS = 'method, verified, trusted, campaign_id, send_id, send, domain, recipient, recipient_key';
const FACTS = 'occurred_at, delivered_at, received_at, recipient_guessed';
const FIND = `SELECT ${FACTS}, ${COLUMNS} FROM correlations WHERE sequence = ?`;
const INSERT = `
INSERT INTO correlations (${COLUMNS}, sequence, kind, ${FACTS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE correlations SET (${COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE sequence = ?`;
const REMOVE = 'DELETE FROM correlations WHERE sequence = ?';
const AWAIT = 'INSERT OR IGNORE INTO awaited (digest, finding) VALUES (?, ?)';

interface Row {
  readonly occurred_at: string;
  readonly delivered_at: string;
  readonly received_at: string;
  readonly recipient_guessed: number;
  readonly method: CorrelationMethod | null;
  readonly verified: number;
  readonly trusted: number;
  readonly campaign_id: string | null;
  readonly send_id: string | null;
  readonly send: number | null;
  readonly domain: string | null;
  readonly recipient: string | null;
  readonly recipient_key: RecipientKey | null;
}

/** What of a finding and its mail decides about a status. Times are ISO 8601, UTC. */
export interface DecidingFacts {
  /** As the mail states it. */
  readonly occurredAt: string;
  /** When our own server took the mail, by its Received; where it tells nothing, when we read it. Not after that. */
  readonly deliveredAt: string;
  /** When we read the mail. */
  readonly receivedAt: string;
  /** Whether the report does not name the recipient, and they were concluded from something else. */
  readonly isRecipientGuessed: boolean;
}

/** A finding, and what it belongs to, as it is known by now. */
export interface CorrelatedFinding {
  readonly facts: DecidingFacts;
  readonly correlation: Correlation;
}

// A finding's verdict and notice follow its correlation at once.
const latest = new LatestRow<number, CorrelatedFinding>();

/** Null if there is no such finding, or its mail no longer holds it. */
export function readCorrelated(database: ReadModelDatabase, sequence: number): CorrelatedFinding | null {
  const known = latest.find(database, sequence);
  if (known !== undefined) return known;
  const row = database.get<Row>(FIND, sequence);
  if (row === undefined) return null;
  const correlation = {
    method: row.method,
    verified: row.verified === 1,
    trusted: row.trusted === 1,
    campaignId: row.campaign_id,
    sendId: row.send_id,
    send: row.send,
    domain: row.domain,
    recipient: row.recipient,
    recipientKey: row.recipient_key,
  };
  const facts = {
    occurredAt: row.occurred_at,
    deliveredAt: row.delivered_at,
    receivedAt: row.received_at,
    isRecipientGuessed: row.recipient_guessed === 1,
  };
  return { facts, correlation };
}

/** What a finding belongs to; null if there is no such finding. */
export function readCorrelation(database: ReadModelDatabase, sequence: number): Correlation | null {
  return readCorrelated(database, sequence)?.correlation ?? null;
}

export function insertCorrelation(
  database: ReadModelDatabase,
  { sequence, kind }: { readonly sequence: number; readonly kind: string },
  facts: DecidingFacts,
  correlation: Correlation,
): void {
  const { occurredAt, deliveredAt, receivedAt, isRecipientGuessed } = facts;
  const values = [occurredAt, deliveredAt, receivedAt, Number(isRecipientGuessed)];
  database.run(INSERT, ...valuesOf(correlation), sequence, kind, ...values);
  latest.remember(database, sequence, { facts, correlation });
}

export function updateCorrelation(database: ReadModelDatabase, sequence: number, correlation: Correlation): void {
  database.run(UPDATE, ...valuesOf(correlation), sequence);
  latest.forget(database);
}

export function removeCorrelation(database: ReadModelDatabase, sequence: number): void {
  database.run(REMOVE, sequence);
  latest.forget(database);
}

function valuesOf(correlation: Correlation): (string | number | null)[] {
  const { method, verified, trusted, campaignId, sendId, send, domain, recipient, recipientKey } = correlation;
  return [method, Number(verified), Number(trusted), campaignId, sendId, send, domain, recipient, recipientKey];
}

export function awaitRegistrations(database: ReadModelDatabase, sequence: number, digests: Iterable<number>): void {
  for (const digest of digests) database.run(AWAIT, digest, sequence);
}
