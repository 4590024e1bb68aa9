import type { BounceId, Verdict } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { bounceClassified } from '../changes.js';
import { type BounceRow, findBounce, removeVerdict, setVerdict } from './finding-rows.js';
import { parseVerdict, type ParseVerdict } from './parse-verdict.js';

const FIND_FINDING = `
SELECT sequence, ruleset_version, verdict, withdrawn, data ->> 'bounceId' AS bounceId
FROM findings LEFT JOIN verdicts USING (sequence) WHERE sequence = ?`;
const SUPERSEDE = 'INSERT OR REPLACE INTO superseded_verdicts (sequence, ruleset_version, verdict) VALUES (?, ?, ?)';

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
  recordVerdictOnRow(
    mustFind(findBounce(database, bounceId), bounceId),
    bounceId,
    verdict,
    parseVerdict,
    database,
    changes,
  );
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
  return mustFind(findBounce(database, bounceId), bounceId).sequence;
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
  setVerdict(database, sequence, verdict);
  const previous = effective === null ? null : parse(effective);
  changes.tell(bounceClassified, { sequence, bounceId, verdict, previous });
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
  setVerdict(database, sequence, verdict);
  changes.tell(bounceClassified, { sequence, bounceId, verdict, previous });
}

/** Nothing is thought any more of a bounce that its mail no longer tells of. */
export function forgetVerdict(sequence: number, previous: Verdict, database: ReadModelDatabase): void {
  database.run(SUPERSEDE, sequence, previous.rulesetVersion, JSON.stringify(previous));
  removeVerdict(database, sequence);
}

function mustFind<Row>(row: Row | undefined, bounce: string | number): Row {
  if (row === undefined) throw new Error(`bounce ${bounce} is classified before it was received`);
  return row;
}
