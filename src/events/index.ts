export type * from './types.js';
export * from './facts.js';
export * from './verdict.js';
export { parseInstant } from './instant.js';
export type * from './ledger-event.js';
export type { MailReceived, Occurrence } from './mail-events.js';
export type { RegisteredSend } from './campaign-events.js';
export type { BounceReclassified, ReclassificationReach } from './ruleset-events.js';
export type { CustodyCounts, MailLeftAside } from './custody-events.js';
