import type { RecipientKey } from '../../events/index.js';
import { LatestRow, type ReadModelDatabase } from '../engine/index.js';
import type { Correlation, CorrelationMethod } from './correlation.js';

const COLUMNS = 'method, verified, trusted, campaign_id, send_id, send, domain, recipient, recipient_key';
const FIND = `SELECT occurred_at, ${COLUMNS} FROM correlations WHERE sequence = ?`;
const INSERT = `
INSERT INTO correlations (${COLUMNS}, sequence, kind, occurred_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE correlations SET (${COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE sequence = ?`;
const REMOVE = 'DELETE FROM correlations WHERE sequence = ?';
const AWAIT = 'INSERT OR IGNORE INTO awaited (digest, finding) VALUES (?, ?)';

interface Row {
  readonly occurred_at: string;
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

/** A finding's time (ISO 8601, UTC), and what it belongs to, as it is known by now. */
export interface CorrelatedFinding {
  readonly occurredAt: string;
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
  return { occurredAt: row.occurred_at, correlation };
}

/** What a finding belongs to; null if there is no such finding. */
export function readCorrelation(database: ReadModelDatabase, sequence: number): Correlation | null {
  return readCorrelated(database, sequence)?.correlation ?? null;
}

export function insertCorrelation(
  database: ReadModelDatabase,
  { sequence, kind, occurredAt }: { readonly sequence: number; readonly kind: string; readonly occurredAt: string },
  correlation: Correlation,
): void {
  database.run(INSERT, ...valuesOf(correlation), sequence, kind, occurredAt);
  latest.remember(database, sequence, { occurredAt, correlation });
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
