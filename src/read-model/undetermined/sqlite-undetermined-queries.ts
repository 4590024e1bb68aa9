import {
  decodeCursor,
  toPage,
  type AtPosition,
  type Page,
  type PageRequest,
  type ReadModelDatabase,
  type ReadModelSource,
} from '../engine/index.js';
import type { UndeterminedCluster, UndeterminedQueries } from './undetermined-views.js';

/** After the cluster at which the page before ended, wherever that one stands by now. */
const LIST = `
SELECT sequence, id, form, bounces FROM undetermined_clusters
WHERE bounces > 0 AND (? IS NULL OR (bounces, sequence) < (
  SELECT bounces, sequence FROM undetermined_clusters WHERE sequence = ?
))
ORDER BY bounces DESC, sequence DESC LIMIT ?`;
const FIND = 'SELECT sequence, id, form, bounces FROM undetermined_clusters WHERE id = ? AND bounces > 0';
const PROVIDERS = `
SELECT provider, bounces FROM undetermined_providers WHERE cluster = ? ORDER BY bounces DESC, provider`;
const EXAMPLES = `
SELECT r.bounce_id AS bounceId, r.data ->> 'diagnostic' AS diagnostic
FROM undetermined_bounces u JOIN findings r ON r.sequence = u.finding
WHERE u.cluster = ? ORDER BY u.finding DESC LIMIT 3`;

const TEXTS = `
SELECT max(r.bounce_id) AS bounceId, r.data ->> 'diagnostic' AS diagnostic
FROM undetermined_bounces u JOIN findings r ON r.sequence = u.finding
WHERE u.cluster = ? GROUP BY diagnostic ORDER BY max(u.finding) DESC LIMIT 20`;

interface ClusterRow {
  readonly sequence: number;
  readonly id: string;
  readonly form: string;
  readonly bounces: number;
}

/** The clusters of the read model. */
export class SqliteUndeterminedQueries implements UndeterminedQueries {
  constructor(private readonly source: ReadModelSource) {}

  /** @throws InvalidCursorError */
  list(page: PageRequest): Page<UndeterminedCluster> {
    const { database, position } = this.source;
    const after = decodeCursor(page);
    const rows = database.all<ClusterRow>(LIST, after, after, page.limit + 1);
    return toPage(rows, page, position, (row) => toCluster(database, row, EXAMPLES));
  }

  find(id: string): (UndeterminedCluster & AtPosition) | null {
    const { database, position } = this.source;
    const row = database.get<ClusterRow>(FIND, id);
    return row === undefined ? null : { ...toCluster(database, row, TEXTS), position };
  }
}

function toCluster(
  database: ReadModelDatabase,
  { sequence, id, form, bounces }: ClusterRow,
  examples: string,
): UndeterminedCluster {
  return {
    id,
    form,
    bounces,
    // Rows of SQLite have no prototype: what is given out are plain objects.
    providers: database
      .all<UndeterminedCluster['providers'][number]>(PROVIDERS, sequence)
      .map((provider) => ({ ...provider })),
    examples: database
      .all<UndeterminedCluster['examples'][number]>(examples, sequence)
      .map((example) => ({ ...example })),
  };
}
