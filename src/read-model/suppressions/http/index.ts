export { ImportsController } from './imports.controller.js';
export { SuppressionsController } from './suppressions.controller.js';
