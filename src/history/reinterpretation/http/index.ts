export { ReinterpretationsController } from './reinterpretations.controller.js';
