import { type DeliveryFacts, quotedReply, type ReadFrom, smtpStepIn } from '../../events/index.js';
import { enhancedStatusCodeIn, statedStatusCode } from '../codes/enhanced-status-code.js';
import { permanenceOf } from '../codes/permanence.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import { factText } from './cap-text.js';
import { isoDate } from './dates.js';
import { decodeEscapes } from './escapes.js';
import type { ReportedRecipient } from './reported-recipient.js';
import type { SendingSide } from './sending-side.js';

/** What holds for all recipients of one report. */
export interface ReportContext {
  readonly reportingMta: string | null;
  readonly arrivalDate: string | null;
  readonly originalMessageId: string | null;
  /** A person forwards the report. */
  readonly isForwarded: boolean;
  readonly sendingSide: SendingSide;
}

/**
 * Completes what a report says of a recipient: the codes are read out of the server's own words, which beat the stated
 * Status (some servers state 5.0.0 whatever the reply was).
 */
export function deliveryFacts(
  reported: ReportedRecipient,
  action: 'failed' | 'delayed',
  context: ReportContext,
): DeliveryFacts {
  const words = reported.diagnostic == null ? null : decodeEscapes(reported.diagnostic);
  const statedStatus = factText(reported.statedStatus ?? null);
  const own = words === null ? NO_CODES : codesIn(words);
  const status = moreTelling(own.status, statedStatus);
  const { smtpCode } = own;
  const diagnostic = factText(words);
  const recipient = factText(reported.recipient);
  const originalRecipient = factText(reported.originalRecipient ?? null);
  const remoteMta = factText(reported.remoteMta ?? null);
  const inReplyTo = reported.inReplyTo ?? (words === null ? null : smtpStepIn(words));
  const theirs = [recipient, originalRecipient, remoteMta];
  const senderNames = diagnostic === null ? [] : context.sendingSide.namesIn(diagnostic, theirs);
  return {
    recipient,
    originalRecipient,
    action,
    statedAction: factText(reported.statedAction ?? null),
    status,
    statedStatus,
    smtpCode,
    permanence: permanenceOf({ status, smtpCode, action, diagnostic }),
    diagnostic,
    reportingMta: context.reportingMta,
    remoteMta,
    arrivalDate: context.arrivalDate,
    lastAttemptDate: isoDate(reported.lastAttemptDate ?? null),
    originalMessageId: context.originalMessageId,
    ...(context.isForwarded ? { forwarded: true } : {}),
    ...(inReplyTo === null ? {} : { inReplyTo }),
    ...(senderNames.length === 0 ? {} : { senderNames }),
    readFrom: { recipient: recipientFrom(reported), status: statusFrom(reported, status ?? smtpCode, own.status) },
  };
}

interface Codes {
  readonly status: string | null;
  readonly smtpCode: number | null;
}

const NO_CODES: Codes = { status: null, smtpCode: null };

/**
 * A gateway's code for what it quotes: behind Exchange's arrow, between IronPort's quotation marks, or when it gave up.
 */
const GLOSSED = /->\s*["'(<]?$|\bexpired\b[^<>]{0,200}<$|^[45]\.\d\.\d{1,3} - [^\d]{0,100}$/i;

/**
 * The codes of the reply that the words quote, where what stands around it is a gateway's gloss; the status of a server
 * that itself refused and says why (`550 5.1.1 undeliverable: host mx said: 554 …`) is its own.
 */
function codesIn(words: string): Codes {
  const quoted = quotedReply(words);
  if (quoted === null) return { status: enhancedStatusCodeIn(words), smtpCode: smtpReplyCodeIn(words) };
  const reply = words.slice(quoted.start, quoted.end);
  const status = GLOSSED.test(words.slice(0, quoted.start)) ? enhancedStatusCodeIn(reply) : null;
  return { status: status ?? enhancedStatusCodeIn(words), smtpCode: smtpReplyCodeIn(reply) };
}

function recipientFrom({ recipient, recipientFrom: from = 'words' }: ReportedRecipient): ReadFrom {
  return recipient === null ? 'guess' : from;
}

/** @param code - the status, or the reply code where there is none @param own - the status in the server's words */
function statusFrom(
  { diagnosticFrom = 'words' }: ReportedRecipient,
  code: string | number | null,
  own: string | null,
): ReadFrom {
  if (code === null) return 'guess';
  return typeof code === 'number' || code === own ? diagnosticFrom : 'field';
}

/**
 * The code in the server's words, unless it says nothing (x.0.0, or x.y.0: RFC 3463 sections 3.1 to 3.8) where the
 * stated one of its class, or of its class and subject, does.
 */
function moreTelling(own: string | null, statedField: string | null): string | null {
  const stated = statedField === null ? null : statedStatusCode(statedField);
  if (own === null || stated === null) return own ?? stated;
  const undefinedBehind = /^(\d\.(?=0\.0$)|\d\.\d\.(?=0$))/.exec(own)?.[1];
  return undefinedBehind !== undefined && stated.startsWith(undefinedBehind) ? stated : own;
}
