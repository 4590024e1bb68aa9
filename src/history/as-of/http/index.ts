export { TimeTravelModule } from './time-travel.module.js';
