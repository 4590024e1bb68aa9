export { OperationsModule } from './operations.module.js';
export type { Operations } from './operations.js';
