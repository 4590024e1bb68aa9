import type { Permanence } from '../../events/index.js';

/** That the server itself will try again, or thinks that it may. */
const FOR_NOW = /temporar|gr[ea]y.?list|deferred|will (?:\w+ )?(?:be )?(?:re-?tried|try again|keep trying)/i;
/** What trying again does not change, whatever a report advises its reader to do. */
const FOR_GOOD =
  /\b(?:unknown|no such|does(?:n['’]t| not) exist|(?:not|n['’]t) (?:be )?(?:found|known|listed|recogni[sz]ed)|invalid|no (?:mailbox|user|account)\b|NXDOMAIN|not in (?:our|the) (?:database|directory)|disabled|deactivated|no longer (?:valid|active|exists?|in use))\b/i;
const TRANSIENT =
  /try(?:ing)? again|retr(?:y|ied) time|time[d -]{0,2}out|expired|too long|gave up|giving up|\b(?:in|stayed in|from) (?:the|our) (?:mail )?queue|for the last \d|network (?:is|error)|unreachable|connection (?:refused|reset|lost|dropped)|failing for/i;
/** What is said to the reader, or of what the server did with its copy, and says nothing of the failure. */
const ASIDE =
  /(?:check|verif\w+|correct|make sure|you (?:may|can|could|should))\b[^.]{0,120}\btry again|removed from the (?:mail )?queue|not (?:been )?queued/gi;

export interface PermanenceEvidence {
  readonly status: string | null;
  readonly smtpCode: number | null;
  readonly action: 'failed' | 'delayed';
  readonly diagnostic: string | null;
}

/**
 * Whether a failure is for good: the class of its enhanced status code (RFC 3463 section 3.1), else the first digit of
 * its SMTP reply code, else what the server did about it and its words.
 */
export function permanenceOf({ status, smtpCode, action, diagnostic }: PermanenceEvidence): Permanence {
  if (status !== null && /^[45]/.test(status)) return status.startsWith('5') ? 'permanent' : 'transient';
  if (smtpCode !== null) return smtpCode >= 500 ? 'permanent' : 'transient';
  if (action === 'delayed') return 'transient';
  return diagnostic !== null && tellsOfRetrying(diagnostic) ? 'transient' : 'permanent';
}

function tellsOfRetrying(diagnostic: string): boolean {
  if (FOR_NOW.test(diagnostic)) return true;
  return !FOR_GOOD.test(diagnostic) && TRANSIENT.test(diagnostic.replace(ASIDE, ' '));
}
