export type * from './types.js';
export * from './facts.js';
export * from './verdict.js';
export { parseInstant } from './instant.js';
export { capText } from './cap-text.js';
export { encodeJson } from './encode-json.js';
export { domainOf } from './domain-of.js';
export type * from './ledger-event.js';
export type { MailReceived, Occurrence } from './mail-events.js';
export { PURPOSES, type Purpose, type RegisteredSend } from './campaign-events.js';
export type { BounceReclassified, ReclassificationReach } from './ruleset-events.js';
export {
  blocksOf,
  SUPPRESSION_KINDS,
  type Blocks,
  type ImportedSuppression,
  type SuppressionKind,
} from './suppression-events.js';
export type { CustodyCounts, RetrievalFailure } from './custody-events.js';
export { eventOfType, typedEvent, type TypedEvent } from './typed-event.js';
export { newEvent, type Clock, type Ids, type EventContext } from './new-event.js';
export { EVIDENCE_PREFIX, streams, PROJECTED_PREFIXES } from './streams.js';
export type * from './envelope.js';
export { parseEvent, serialiseEvent, type JsonText, type SerialisedEvent } from './json-text.js';
export type { CommandOrigin } from './command-origin.js';
export { quotedReply } from './quoted-reply.js';
export { SMTP_STEPS, smtpStepIn, type SmtpStep } from './smtp-step.js';
export { areRelatedDomains, isIpAddress, namesInText } from './names-in-text.js';
