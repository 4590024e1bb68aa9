export { OperationsModule } from './operations.module.js';
export type { Operations, RebuildReport } from './operations.js';
