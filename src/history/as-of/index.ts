export { PastModels } from './past-models.js';
export { stateLines, type StateLine } from './state-lines.js';
export type { StateTotals } from './state-lines.js';
