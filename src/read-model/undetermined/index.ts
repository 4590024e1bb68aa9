export { SqliteUndeterminedQueries } from './sqlite-undetermined-queries.js';
export { undeterminedProjection } from './undetermined.projection.js';
export { type UndeterminedQueries, type UndeterminedCluster, UnknownClusterError } from './undetermined-views.js';
