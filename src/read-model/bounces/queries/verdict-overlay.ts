import type { Verdict } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';

const overlaid = (column: string) => `
  coalesce((
    SELECT o.${column} FROM temp.overlaid_verdicts o
    WHERE o.sequence = v.sequence AND (SELECT shown FROM temp.overlay)
  ), v.${column}) AS ${column}`;

/**
 * A table of the same name in the temporary schema hides the one of the file. Columns by scalar subqueries: a view that
 * joins would be made whole for each query that joins it.
 */
const SCHEMA = `
CREATE TEMP TABLE overlay (shown INTEGER NOT NULL);
INSERT INTO temp.overlay VALUES (0);
CREATE TEMP TABLE overlaid_verdicts (
  sequence INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  reason TEXT NOT NULL,
  fault TEXT NOT NULL,
  ruleset_version INTEGER NOT NULL,
  verdict TEXT NOT NULL
) STRICT;
CREATE TEMP VIEW verdicts AS
SELECT v.sequence, ${['type', 'reason', 'fault', 'ruleset_version', 'verdict'].map(overlaid).join(', ')}
FROM main.verdicts v;
`;
const STAGE = `
INSERT INTO temp.overlaid_verdicts (sequence, type, reason, fault, ruleset_version, verdict) VALUES (?, ?, ?, ?, ?, ?)`;
const SHOW = 'UPDATE temp.overlay SET shown = ?';

/**
 * Other verdicts over those of a snapshot, in temporary tables of its connection alone: whatever reads verdicts there
 * sees the world as it would be with them. The file is not touched.
 */
export class VerdictOverlay {
  constructor(private readonly database: ReadModelDatabase) {
    database.execute(SCHEMA);
  }

  put(sequence: number, verdict: Verdict): void {
    const { type, reason, fault, rulesetVersion } = verdict;
    this.database.run(STAGE, sequence, type, reason, fault, rulesetVersion, JSON.stringify(verdict));
  }

  /** Whether queries see the other verdicts from now on. At first they do not. */
  show(shown: boolean): void {
    this.database.run(SHOW, Number(shown));
  }
}
