import type { RecipientKey } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import type { Correlation, CorrelationMethod } from './correlation.js';

const COLUMNS = 'method, verified, trusted, campaign_id, send_id, send, domain, recipient, recipient_key';
const FIND = `SELECT ${COLUMNS} FROM correlations WHERE sequence = ?`;
const INSERT = `
INSERT INTO correlations (${COLUMNS}, sequence, kind, occurred_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE correlations SET (${COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE sequence = ?`;
const REMOVE = 'DELETE FROM correlations WHERE sequence = ?';
const AWAIT = 'INSERT OR IGNORE INTO awaited (digest, finding) VALUES (?, ?)';

interface Row {
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

/** What a finding belongs to, as it is known by now; null if there is no such finding. */
export function readCorrelation(database: ReadModelDatabase, sequence: number): Correlation | null {
  const row = database.get<Row>(FIND, sequence);
  if (row === undefined) return null;
  return {
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
}

export function insertCorrelation(
  database: ReadModelDatabase,
  finding: { readonly sequence: number; readonly kind: string; readonly occurredAt: string },
  correlation: Correlation,
): void {
  database.run(INSERT, ...valuesOf(correlation), finding.sequence, finding.kind, finding.occurredAt);
}

export function updateCorrelation(database: ReadModelDatabase, sequence: number, correlation: Correlation): void {
  database.run(UPDATE, ...valuesOf(correlation), sequence);
}

export function removeCorrelation(database: ReadModelDatabase, sequence: number): void {
  database.run(REMOVE, sequence);
}

function valuesOf(correlation: Correlation): (string | number | null)[] {
  const { method, verified, trusted, campaignId, sendId, send, domain, recipient, recipientKey } = correlation;
  return [method, Number(verified), Number(trusted), campaignId, sendId, send, domain, recipient, recipientKey];
}

export function awaitRegistrations(database: ReadModelDatabase, sequence: number, digests: Iterable<number>): void {
  for (const digest of digests) database.run(AWAIT, digest, sequence);
}
