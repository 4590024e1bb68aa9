import type { BounceId, Verdict } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { bounceClassified, bounceUnclassified, findingReinterpreted } from '../changes.js';
import { parseVerdict, type ParseVerdict } from './parse-verdict.js';

const FIND_BOUNCE = `
SELECT sequence, ruleset_version, verdict, withdrawn FROM findings LEFT JOIN verdicts USING (sequence) WHERE bounce_id = ?`;
const FIND_FINDING = `
SELECT sequence, ruleset_version, verdict, withdrawn, data ->> 'bounceId' AS bounceId
FROM findings LEFT JOIN verdicts USING (sequence) WHERE sequence = ?`;
const SET_VERDICT = `
INSERT OR REPLACE INTO verdicts (sequence, type, reason, fault, ruleset_version, verdict) VALUES (?, ?, ?, ?, ?, ?)`;
const FORGET = 'DELETE FROM verdicts WHERE sequence = ?';
const SUPERSEDE = 'INSERT OR REPLACE INTO superseded_verdicts (sequence, ruleset_version, verdict) VALUES (?, ?, ?)';

interface BounceRow {
  readonly sequence: number;
  /** Of the effective verdict; null while there is none. */
  readonly ruleset_version: number | null;
  readonly verdict: string | null;
  readonly withdrawn: number;
}

interface NamedBounce {
  readonly bounceId: BounceId;
}

/** Takes a verdict on a bounce in. The one of the highest ruleset version is in effect, in whatever order they come. */
export function recordVerdict(
  bounceId: BounceId,
  verdict: Verdict,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  recordVerdictOnRow(find(bounceId, database, changes), bounceId, verdict, parseVerdict, database, changes);
}

/** The same for a bounce of which only the row number is known. */
export function recordVerdictOnFinding(
  sequence: number,
  verdict: Verdict,
  parse: ParseVerdict,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const { bounceId, ...row } = mustFind(database.get<BounceRow & NamedBounce>(FIND_FINDING, sequence), sequence);
  recordVerdictOnRow(row, bounceId, verdict, parse, database, changes);
}

/** The row number of a bounce that is in the read model. */
export function findingNumberOf(database: ReadModelDatabase, bounceId: BounceId): number {
  return mustFind(database.get<BounceRow>(FIND_BOUNCE, bounceId), bounceId).sequence;
}

function recordVerdictOnRow(
  { sequence, ruleset_version: effectiveVersion, verdict: effective, withdrawn }: BounceRow,
  bounceId: BounceId,
  verdict: Verdict,
  parse: ParseVerdict,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  // A run may have classified it before its mail was reinterpreted.
  if (withdrawn === 1) return;
  if (effectiveVersion !== null && verdict.rulesetVersion < effectiveVersion) {
    database.run(SUPERSEDE, sequence, verdict.rulesetVersion, JSON.stringify(verdict));
    return;
  }
  if (effectiveVersion !== null && effectiveVersion < verdict.rulesetVersion) {
    database.run(SUPERSEDE, sequence, effectiveVersion, effective);
  }
  setVerdict(sequence, verdict, database);
  const previous = effective === null ? null : parse(effective);
  changes.tell(bounceClassified, { sequence, bounceId, verdict, previous });
  changes.tell(bounceUnclassified, null);
}

/** Classifies other facts than before: whatever was thought of those is history. */
export function recordVerdictOnOtherFacts(
  {
    sequence,
    bounceId,
    previous,
  }: { readonly sequence: number; readonly bounceId: BounceId; readonly previous: Verdict },
  verdict: Verdict,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  database.run(SUPERSEDE, sequence, previous.rulesetVersion, JSON.stringify(previous));
  setVerdict(sequence, verdict, database);
  changes.tell(bounceClassified, { sequence, bounceId, verdict, previous });
}

/** Nothing is thought any more of a bounce that its mail no longer tells of. */
export function forgetVerdict(sequence: number, previous: Verdict, database: ReadModelDatabase): void {
  database.run(SUPERSEDE, sequence, previous.rulesetVersion, JSON.stringify(previous));
  database.run(FORGET, sequence);
}

function setVerdict(sequence: number, verdict: Verdict, database: ReadModelDatabase): void {
  const { type, reason, fault, rulesetVersion } = verdict;
  database.run(SET_VERDICT, sequence, type, reason, fault, rulesetVersion, JSON.stringify(verdict));
}

function find(bounceId: BounceId, database: ReadModelDatabase, changes: Changes): BounceRow {
  const isReinterpreted = changes.latest(findingReinterpreted) !== undefined;
  const unclassified = isReinterpreted ? undefined : changes.latest(bounceUnclassified);
  if (unclassified?.bounceId === bounceId) {
    return { sequence: unclassified.sequence, ruleset_version: null, verdict: null, withdrawn: 0 };
  }
  return mustFind(database.get<BounceRow>(FIND_BOUNCE, bounceId), bounceId);
}

function mustFind<Row>(row: Row | undefined, bounce: string | number): Row {
  if (row === undefined) throw new Error(`bounce ${bounce} is classified before it was received`);
  return row;
}
