import type { MailKind } from '../events/index.js';
import { hasNullReversePath, isFromMailSystem } from './recognition/report-sender.js';
import type { LimitName } from './limits.js';
import type { Mail } from './structure/mail.js';

/** Limits behind which a whole report may have stood. A text that is cut short is only a long text. */
const ENDING_LIMITS: readonly LimitName[] = ['maxHeaderBytes', 'maxParts', 'maxDepth'];

export interface SetAside {
  readonly kind: MailKind;
  readonly family: string;
  readonly setAsideReason: string;
}

/** Why a mail that no family reads is none, in words. */
export function withoutReport(mail: Mail): SetAside {
  const family = 'none';
  if (mail.limitsReached.has('maxMailBytes')) {
    return { kind: 'too-large', family, setAsideReason: 'no report in the part of the mail within maxMailBytes' };
  }
  const limit = ENDING_LIMITS.find((name) => mail.limitsReached.has(name));
  if (limit !== undefined) {
    return { kind: 'malformed', family, setAsideReason: `no report before the reading ended at ${limit}` };
  }
  if (mail.headers.fields.length === 0) {
    return { kind: 'malformed', family, setAsideReason: 'the bytes have no mail header' };
  }
  if (
    mail.root.reportType === 'delivery-status' ||
    (hasNullReversePath(mail.headers) && isFromMailSystem(mail.headers))
  ) {
    return {
      kind: 'not-understood',
      family,
      setAsideReason: 'a mail system wrote it, but what it reports was not understood',
    };
  }
  return { kind: 'not-a-report', family, setAsideReason: 'nothing in it reports on another message' };
}
