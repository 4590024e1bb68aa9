export { ReclassificationModule } from './reclassification.module.js';
