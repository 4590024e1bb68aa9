export { Reinterpretation, type ReinterpretationRequest } from './reinterpretation.js';
export type { ReinterpretationReport, ReinterpretationView } from './reinterpretation-views.js';
export { Reinterpretations } from './reinterpretations.js';
