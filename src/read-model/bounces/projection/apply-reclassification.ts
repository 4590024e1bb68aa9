import { type EventMetadata, type LedgerEventOf, type ReclassificationReach, streams } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { recordVerdict, recordVerdictOnFinding, findingNumberOf } from './record-verdict.js';
import { parseAlikeOnce } from './parse-verdict.js';

/** Staged verdicts held in memory at once. */
const STAGED_AT_ONCE = 1_000;

const START = `
INSERT INTO reclassification_runs
  (run_id, from_version, ruleset_version, state, scanned, changed, through_finding, started_at, actor)
VALUES (?, ?, ?, 'running', 0, 0, 0, ?, ?)`;
const FIND = 'SELECT sequence, state FROM reclassification_runs WHERE run_id = ?';
const REACH = 'UPDATE reclassification_runs SET scanned = ?, changed = ?, through_finding = ? WHERE sequence = ?';
const END = 'UPDATE reclassification_runs SET state = ?, ended_at = ? WHERE sequence = ?';
// `null` stands where the bounce was reinterpreted meanwhile: what the run thought of its former facts does not count.
const STAGE = `
INSERT INTO staged_verdicts (run, finding, verdict) VALUES (?, ?, ?)
ON CONFLICT (run, finding) DO UPDATE SET verdict = excluded.verdict WHERE verdict <> 'null'`;
const FORGO = `
INSERT OR REPLACE INTO staged_verdicts (run, finding, verdict)
SELECT sequence, ?, 'null' FROM reclassification_runs WHERE state = 'running'`;
const STAGED = `
SELECT finding, verdict FROM staged_verdicts
WHERE run = ? AND finding > ? AND verdict <> 'null' ORDER BY finding LIMIT ${STAGED_AT_ONCE}`;
const FORGET_STAGED = 'DELETE FROM staged_verdicts WHERE run = ?';
const STREAM_PREFIX = streams.reclassification('');

type ReclassificationEvent = LedgerEventOf<
  | 'ReclassificationStarted'
  | 'BounceReclassified'
  | 'ReclassificationProgressed'
  | 'ReclassificationCompleted'
  | 'ReclassificationCancelled'
> & { readonly metadata: EventMetadata };

interface RunRow {
  readonly sequence: number;
  readonly state: 'running' | 'completed' | 'cancelled';
}

/**
 * Takes in what a run over history tells: its verdicts wait until it is complete, and then are in effect all at once.
 */
export function applyReclassification(
  { type, data, metadata }: ReclassificationEvent,
  stream: string,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const runId = stream.slice(STREAM_PREFIX.length);
  if (type === 'ReclassificationStarted') {
    const { fromVersion, rulesetVersion } = data;
    database.run(START, runId, fromVersion, rulesetVersion, metadata.recordedAt, metadata.actor ?? null);
    return;
  }
  const run = database.get<RunRow>(FIND, runId);
  if (run === undefined) throw new Error(`reclassification ${runId} continues before it was started`);
  switch (type) {
    case 'BounceReclassified':
      if (run.state === 'completed') recordVerdict(data.bounceId, data.to, database, changes);
      else database.run(STAGE, run.sequence, findingNumberOf(database, data.bounceId), JSON.stringify(data.to));
      break;
    case 'ReclassificationProgressed':
      reach(run, data, database);
      break;
    case 'ReclassificationCompleted':
      reach(run, data, database);
      putIntoEffect(run, database, changes);
      end(run, 'completed', metadata.recordedAt, database);
      break;
    case 'ReclassificationCancelled':
      reach(run, data, database);
      end(run, 'cancelled', metadata.recordedAt, database);
      break;
  }
}

/** Runs that are under way have nothing to say of a bounce whose facts are others now. */
export function forgoStagedVerdicts(finding: number, database: ReadModelDatabase): void {
  database.run(FORGO, finding);
}

function putIntoEffect({ sequence }: RunRow, database: ReadModelDatabase, changes: Changes): void {
  const parse = parseAlikeOnce();
  for (let after = 0; ;) {
    const staged = database.all<{ finding: number; verdict: string }>(STAGED, sequence, after);
    for (const { finding, verdict } of staged) {
      recordVerdictOnFinding(finding, parse(verdict), parse, database, changes);
    }
    const last = staged.at(-1);
    if (last === undefined) return;
    after = last.finding;
  }
}

function reach(
  { sequence }: RunRow,
  { scanned, changed, throughBounceId }: ReclassificationReach,
  database: ReadModelDatabase,
): void {
  const through = throughBounceId === null ? 0 : findingNumberOf(database, throughBounceId);
  database.run(REACH, scanned, changed, through, sequence);
}

function end({ sequence }: RunRow, state: 'completed' | 'cancelled', at: string, database: ReadModelDatabase): void {
  database.run(FORGET_STAGED, sequence);
  database.run(END, state, at, sequence);
}
