export { registerReportingMtaMetrics } from './reporting-mta-metrics.js';
export { REPORTING_MTA_QUERIES, ReportingMtasController } from './reporting-mtas.controller.js';
