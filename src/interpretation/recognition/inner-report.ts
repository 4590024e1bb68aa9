import type { Mail } from '../structure/mail.js';
import { forwardedReport } from './forwarded-report.js';
import { isSystems } from './report-sender.js';
import { wrappedReport } from './wrapped-report.js';

/** A report inside another mail. */
export interface InnerReport {
  readonly bytes: Buffer;
  /** A person forwards it: nothing says that the report is genuine. */
  readonly isForwarded: boolean;
}

/**
 * The report that a mail only passes on: a mail system's, or one that a person forwards; null where it passes none on.
 */
export function innerReport(mail: Mail): InnerReport | null {
  const isForwarded = !isSystems(mail.headers);
  const bytes = isForwarded ? forwardedReport(mail) : wrappedReport(mail);
  return bytes === null ? null : { bytes, isForwarded };
}
