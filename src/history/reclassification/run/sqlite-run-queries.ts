import {
  decodeCursor,
  toPage,
  type Page,
  type PageRequest,
  type ReadModelSource,
} from '../../../read-model/engine/index.js';
import type { ReclassificationView } from '../reclassification-views.js';

const COLUMNS = `
sequence, run_id, from_version, ruleset_version, state, scanned, changed, through_finding, started_at, ended_at, actor`;
const FIND = `SELECT ${COLUMNS} FROM reclassification_runs WHERE run_id = ?`;
const LIST = `SELECT ${COLUMNS} FROM reclassification_runs WHERE sequence < ? ORDER BY sequence DESC LIMIT ?`;
const IN_STATE = `SELECT ${COLUMNS} FROM reclassification_runs WHERE state = ? ORDER BY ruleset_version DESC, sequence DESC`;
const BOUNCES = 'SELECT count(*) AS bounces FROM verdicts';

interface RunRow {
  readonly sequence: number;
  readonly run_id: string;
  readonly from_version: number;
  readonly ruleset_version: number;
  readonly state: ReclassificationView['state'];
  readonly scanned: number;
  readonly changed: number;
  readonly through_finding: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly actor: string | null;
}

/** A run, and the number of the last bounce that it classified. */
export type FollowedRun = Omit<ReclassificationView, 'bounces'> & { readonly throughFinding: number };

/** The runs over history, out of the read model. */
export class SqliteRunQueries {
  constructor(private readonly source: ReadModelSource) {}

  find(runId: string): ReclassificationView | null {
    const row = this.source.database.get<RunRow>(FIND, runId);
    return row === undefined ? null : { ...shown(row), bounces: this.bounces() };
  }

  /** The last begun first. @throws InvalidCursorError */
  list(page: PageRequest): Page<ReclassificationView> {
    const { database, position } = this.source;
    const before = decodeCursor(page) ?? Number.MAX_SAFE_INTEGER;
    const bounces = this.bounces();
    return toPage(database.all<RunRow>(LIST, before, page.limit + 1), page, position, (row) => ({
      ...shown(row),
      bounces,
    }));
  }

  /** The one that is under way. */
  running(): FollowedRun | null {
    return this.#first('running');
  }

  /** Of those that are complete, the one by the highest version. */
  latestCompleted(): FollowedRun | null {
    return this.#first('completed');
  }

  /** Bounces that there are. */
  bounces(): number {
    return this.source.database.get<{ bounces: number }>(BOUNCES)?.bounces ?? 0;
  }

  #first(state: ReclassificationView['state']): FollowedRun | null {
    const row = this.source.database.get<RunRow>(IN_STATE, state);
    return row === undefined ? null : { ...shown(row), throughFinding: row.through_finding };
  }
}

function shown(row: RunRow): Omit<ReclassificationView, 'bounces'> {
  return {
    id: row.run_id,
    state: row.state,
    from: row.from_version,
    to: row.ruleset_version,
    scanned: row.scanned,
    changed: row.changed,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    actor: row.actor,
  };
}
