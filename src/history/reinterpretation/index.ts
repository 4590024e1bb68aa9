export { Reinterpretation, type ReinterpretationRequest } from './reinterpretation.js';
export type { ReinterpretationReport, ReinterpretationView } from './reinterpretation-views.js';
export { Reinterpretations } from './reinterpretations.js';
export { REINTERPRETATION_STATES, type CountedExamples, type KindChange } from './reinterpretation-views.js';
