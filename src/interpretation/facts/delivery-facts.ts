import type { DeliveryFacts } from '../../events/index.js';
import { enhancedStatusCodeIn, statedStatusCode } from '../codes/enhanced-status-code.js';
import { permanenceOf } from '../codes/permanence.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import { factText } from './cap-text.js';
import { isoDate } from './dates.js';
import { decodeEscapes } from './escapes.js';
import type { ReportedRecipient } from './reported-recipient.js';

/** What holds for all recipients of one report. */
export interface ReportContext {
  readonly reportingMta: string | null;
  readonly arrivalDate: string | null;
  readonly originalMessageId: string | null;
  /** A person forwards the report. */
  readonly isForwarded: boolean;
}

/**
 * Completes what a report says of a recipient: the codes are read out of the server's own words, which beat the stated Status
 * (some servers state 5.0.0 whatever the reply was).
 */
export function deliveryFacts(
  reported: ReportedRecipient,
  action: 'failed' | 'delayed',
  context: ReportContext,
): DeliveryFacts {
  const words = reported.diagnostic == null ? null : decodeEscapes(reported.diagnostic);
  const statedStatus = factText(reported.statedStatus ?? null);
  const reply = words === null ? null : (remoteReplyIn(words) ?? words);
  const status = moreTelling(reply === null ? null : enhancedStatusCodeIn(reply), statedStatus);
  const smtpCode = reply === null ? null : smtpReplyCodeIn(reply);
  const diagnostic = factText(words);
  return {
    recipient: factText(reported.recipient),
    originalRecipient: factText(reported.originalRecipient ?? null),
    action,
    statedAction: factText(reported.statedAction ?? null),
    status,
    statedStatus,
    smtpCode,
    permanence: permanenceOf({ status, smtpCode, action, diagnostic }),
    diagnostic,
    reportingMta: context.reportingMta,
    remoteMta: factText(reported.remoteMta ?? null),
    arrivalDate: context.arrivalDate,
    lastAttemptDate: isoDate(reported.lastAttemptDate ?? null),
    originalMessageId: context.originalMessageId,
    ...(context.isForwarded ? { forwarded: true } : {}),
  };
}

/** The remote server's last reply, which a server that gave up quotes behind its own code: `554 4.4.7 Message expired <421 4.4.2 …>`. */
function remoteReplyIn(words: string): string | null {
  return /\bexpired\b[^<>]{0,200}<([45][0-5]\d [45]\.\d{1,3}\.\d{1,3}[^<>]{0,1000})>/i.exec(words)?.[1] ?? null;
}

/**
 * The code in the server's words, unless it says nothing (x.0.0, or x.y.0: RFC 3463 sections 3.1 to 3.8) where the stated one of its
 * class, or of its class and subject, does.
 */
function moreTelling(own: string | null, statedField: string | null): string | null {
  const stated = statedField === null ? null : statedStatusCode(statedField);
  if (own === null || stated === null) return own ?? stated;
  const undefinedBehind = /^(\d\.(?=0\.0$)|\d\.\d\.(?=0$))/.exec(own)?.[1];
  return undefinedBehind !== undefined && stated.startsWith(undefinedBehind) ? stated : own;
}
