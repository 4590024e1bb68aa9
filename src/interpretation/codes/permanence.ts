import type { Permanence } from '../../events/index.js';

const TRANSIENT_WORDS =
  /temporar|try(?:ing)? again|retr(?:y|ied) time|time[d -]{0,2}out|expired|too long|gave up|giving up|queue|greylist|deferred|for the last \d|network (?:is|error)|unreachable|connection (?:refused|reset|lost|dropped)|failing for/i;

export interface PermanenceEvidence {
  readonly status: string | null;
  readonly smtpCode: number | null;
  readonly action: 'failed' | 'delayed';
  readonly diagnostic: string | null;
}

/**
 * Whether a failure is for good: the class of its enhanced status code (RFC 3463 section 3.1), else the first digit of its
 * SMTP reply code, else what the server did about it and its words.
 */
export function permanenceOf({ status, smtpCode, action, diagnostic }: PermanenceEvidence): Permanence {
  if (status !== null && /^[45]/.test(status)) return status.startsWith('5') ? 'permanent' : 'transient';
  if (smtpCode !== null) return smtpCode >= 500 ? 'permanent' : 'transient';
  if (action === 'delayed') return 'transient';
  return diagnostic !== null && TRANSIENT_WORDS.test(diagnostic) ? 'transient' : 'permanent';
}
