export { Narrator } from './narrator.js';
export { runDemo } from './run-demo.js';
export { isSound } from './summary.js';
