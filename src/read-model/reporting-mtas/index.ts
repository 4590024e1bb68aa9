export type { ReportingMta, ReportingMtaQueries } from './reporting-mta-views.js';
export { reportingMtasProjection } from './reporting-mtas.projection.js';
export { StoredReportingMtas } from './stored-reporting-mtas.js';
