export { correlationWithdrawn, findingCorrelated } from './changes.js';
export type { Correlation } from './correlation.js';
export { readCorrelated, readCorrelation, type CorrelatedFinding, type DecidingFacts } from './correlation-rows.js';
export { correlationOf, correlationView } from './correlation-view.js';
export { createCorrelationProjection } from './correlation.projection.js';
export { signVerp } from './verp.js';
