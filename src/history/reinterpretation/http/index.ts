export { ReinterpretationModule } from './reinterpretation.module.js';
