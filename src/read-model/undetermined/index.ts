export { StoredUndetermined } from './stored-undetermined.js';
export { undeterminedProjection } from './undetermined.projection.js';
export { type UndeterminedQueries, type UndeterminedCluster, UnknownClusterError } from './undetermined-views.js';
