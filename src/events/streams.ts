import type { MailId, RawDigest, RecipientKey } from './types.js';

/** Prefix of the streams that hold mails' bytes: what a projection never subscribes to. */
export const EVIDENCE_PREFIX = 'evidence-';

/** Names of the ledger's streams: a stream's name with expected revision `no-stream` is an entity's identity. */
export const streams = {
  ledger: 'ledger',
  ruleset: 'ruleset',
  evidence: (rawDigest: RawDigest) => `${EVIDENCE_PREFIX}${rawDigest}`,
  mail: (mailId: MailId) => `mail-${mailId}`,
  campaign: (campaignId: string) => `campaign-${campaignId}`,
  sends: (batchId: string) => `sends-${batchId}`,
  recipient: (key: RecipientKey) => `recipient-${key}`,
  suppressions: (importId: string) => `suppressions-${importId}`,
  reclassification: (runId: string) => `reclassification-${runId}`,
  custody: (mailbox: string) => `custody-${mailbox}`,
} as const;

/** Prefixes of every stream that projections follow: all but the evidence. */
export const PROJECTED_PREFIXES = [
  'ledger',
  'ruleset',
  'mail-',
  'campaign-',
  'sends-',
  'recipient-',
  'suppressions-',
  'reclassification-',
  'custody-',
] as const;
