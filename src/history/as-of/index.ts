export { AsOfModels } from './as-of-models.js';
export { stateLines, type StateLine } from './state-lines.js';
export type { StateTotals } from './state-lines.js';
