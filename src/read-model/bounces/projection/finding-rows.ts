import type { BounceId, Verdict } from '../../../events/index.js';
import { LatestRow, type ReadModelDatabase } from '../../engine/index.js';
import type { Finding } from '../changes.js';

const INSERT = 'INSERT INTO findings (mail, kind, bounce_id, occurred_at, data) VALUES (?, ?, ?, ?, ?)';
const REPLACE = 'UPDATE findings SET data = ?, occurred_at = ?, withdrawn = 0 WHERE sequence = ?';
const WITHDRAW = 'UPDATE findings SET withdrawn = 1 WHERE sequence = ?';
const FIND = 'SELECT kind, data FROM findings WHERE sequence = ?';
const LAST = 'SELECT max(sequence) AS sequence FROM findings';
const FIND_BOUNCE = `
SELECT sequence, ruleset_version, verdict, withdrawn FROM findings LEFT JOIN verdicts USING (sequence) WHERE bounce_id = ?`;
const SET_VERDICT = `
INSERT OR REPLACE INTO verdicts (sequence, type, reason, fault, ruleset_version, verdict) VALUES (?, ?, ?, ?, ?, ?)`;
const REMOVE_VERDICT = 'DELETE FROM verdicts WHERE sequence = ?';

export interface BounceRow {
  readonly sequence: number;
  /** Of the effective verdict; null while there is none. */
  readonly ruleset_version: number | null;
  readonly verdict: string | null;
  readonly withdrawn: number;
}

// A finding's verdict, correlation and notice follow it at once: each of them asks for the finding inserted last.
const latestFinding = new LatestRow<number, Finding>();
const latestBounce = new LatestRow<BounceId, BounceRow>();
const latestNumber = new LatestRow<null, number>();

/** @returns the finding's row number */
export function insertFindingRow(database: ReadModelDatabase, mail: number, finding: Finding): number {
  const { kind, data } = finding;
  const bounceId = kind === 'bounce' ? data.bounceId : null;
  const sequence = database.insert(INSERT, mail, kind, bounceId, data.occurredAt, JSON.stringify(data));
  latestFinding.remember(database, sequence, finding);
  latestNumber.remember(database, null, sequence);
  if (bounceId !== null) {
    latestBounce.remember(database, bounceId, { sequence, ruleset_version: null, verdict: null, withdrawn: 0 });
  }
  return sequence;
}

/** The finding's facts are others now, or it counts again. */
export function replaceFindingRow(database: ReadModelDatabase, sequence: number, { data }: Finding): void {
  database.run(REPLACE, JSON.stringify(data), data.occurredAt, sequence);
  forgetLatest(database);
}

export function withdrawFindingRow(database: ReadModelDatabase, sequence: number): void {
  database.run(WITHDRAW, sequence);
  forgetLatest(database);
}

export function findingOf(database: ReadModelDatabase, sequence: number): Finding {
  const latest = latestFinding.find(database, sequence);
  if (latest !== undefined) return latest;
  const row = database.get<{ kind: Finding['kind']; data: string }>(FIND, sequence);
  if (row === undefined) throw new Error(`there is no finding ${sequence}`);
  // The row was written of an event of that kind.
  return { kind: row.kind, data: JSON.parse(row.data) as Finding['data'] } as Finding;
}

/** The row number of the finding that came last; 0 before the first. */
export function lastFindingNumber(database: ReadModelDatabase): number {
  return latestNumber.find(database, null) ?? database.get<{ sequence: number | null }>(LAST)?.sequence ?? 0;
}

export function findBounce(database: ReadModelDatabase, bounceId: BounceId): BounceRow | undefined {
  return latestBounce.find(database, bounceId) ?? database.get<BounceRow>(FIND_BOUNCE, bounceId);
}

export function setVerdict(database: ReadModelDatabase, sequence: number, verdict: Verdict): void {
  const { type, reason, fault, rulesetVersion } = verdict;
  database.run(SET_VERDICT, sequence, type, reason, fault, rulesetVersion, JSON.stringify(verdict));
  latestBounce.forget(database);
}

export function removeVerdict(database: ReadModelDatabase, sequence: number): void {
  database.run(REMOVE_VERDICT, sequence);
  latestBounce.forget(database);
}

function forgetLatest(database: ReadModelDatabase): void {
  latestFinding.forget(database);
  latestBounce.forget(database);
}
