export type { ReportingMta, ReportingMtaQueries } from './reporting-mta-views.js';
export { reportingMtasProjection } from './reporting-mtas.projection.js';
export { SqliteReportingMtaQueries } from './sqlite-reporting-mta-queries.js';
