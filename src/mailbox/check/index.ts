export { checkMailbox } from './check-mailbox.js';
export type { CheckStep } from './check-step.js';
