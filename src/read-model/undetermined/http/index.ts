export { UNDETERMINED_QUERIES, UndeterminedController } from './undetermined.controller.js';
