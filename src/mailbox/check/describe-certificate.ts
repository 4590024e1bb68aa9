import type { PeerCertificate } from 'node:tls';
import type { CheckStep } from './check-step.js';

const DAY_MS = 86_400_000;
/** Whoever renews by hand needs this long. */
const WARNING_DAYS = 21;

/** @param certificate null in clear text */
export function describeCertificate(certificate: PeerCertificate | null, now: Date): CheckStep {
  const step = 'tls';
  if (certificate === null) return { step, outcome: 'warning', detail: 'none: mails and password go in clear text' };
  const expiresAt = new Date(certificate.valid_to);
  const days = Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS);
  const outcome = days < WARNING_DAYS ? 'warning' : 'ok';
  return { step, outcome, detail: `certificate is good until ${expiresAt.toISOString()} (${days} days)` };
}
