export { ReportingMtasModule } from './reporting-mtas.module.js';
