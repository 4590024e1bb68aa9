export { ReclassificationsController } from './reclassifications.controller.js';
