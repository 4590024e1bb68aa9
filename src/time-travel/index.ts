export { PastModels } from './past-models.js';
export { stateLines, type StateLine } from './state-lines.js';
export { TimeTravelModule } from './time-travel.module.js';
