import { decodeCursor, toPage, type Page, type PageRequest, type ReadModelSource } from '../projections/index.js';
import type { UndeterminedCluster, UndeterminedQueries } from './undetermined-views.js';

/** After the cluster at which the page before ended, wherever that one stands by now. */
const LIST = `
SELECT sequence, form, bounces FROM undetermined_clusters
WHERE bounces > 0 AND (? IS NULL OR (bounces, sequence) < (
  SELECT bounces, sequence FROM undetermined_clusters WHERE sequence = ?
))
ORDER BY bounces DESC, sequence DESC LIMIT ?`;
const PROVIDERS = `
SELECT provider, bounces FROM undetermined_providers WHERE cluster = ? ORDER BY bounces DESC, provider`;
const EXAMPLES = `
SELECT r.bounce_id AS bounceId, r.data ->> 'diagnostic' AS diagnostic
FROM undetermined_bounces u JOIN reports r ON r.sequence = u.report
WHERE u.cluster = ? ORDER BY u.report DESC LIMIT 3`;

interface ClusterRow {
  readonly sequence: number;
  readonly form: string;
  readonly bounces: number;
}

/** The clusters of the read model. */
export class StoredUndetermined implements UndeterminedQueries {
  constructor(private readonly source: ReadModelSource) {}

  /** @throws InvalidCursorError */
  list(page: PageRequest): Page<UndeterminedCluster> {
    const { database, position } = this.source;
    const after = decodeCursor(page);
    const rows = database.all<ClusterRow>(LIST, after, after, page.limit + 1);
    return toPage(rows, page, position, ({ sequence, form, bounces }) => ({
      form,
      bounces,
      // Rows of SQLite have no prototype: what is given out are plain objects.
      providers: database
        .all<UndeterminedCluster['providers'][number]>(PROVIDERS, sequence)
        .map((provider) => ({ ...provider })),
      examples: database
        .all<UndeterminedCluster['examples'][number]>(EXAMPLES, sequence)
        .map((example) => ({ ...example })),
    }));
  }
}
