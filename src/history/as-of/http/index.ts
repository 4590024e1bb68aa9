export { STATE_KEYS, StateController } from './state.controller.js';
