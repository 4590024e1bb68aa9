import type { Policy } from '../../../classification/index.js';
import type { UnverifiedFindings } from '../recipient-views.js';

const WHY =
  'sends to this recipient, or of the campaign that these findings name, are registered, and the findings prove none of them';

/** Tells a person of the findings that anybody may have written, and why they do not count in full. */
export function unverifiedFindings(findings: number, { unverified }: Policy): UnverifiedFindings {
  return { findings, explanation: findings === 0 ? null : `${WHY}; ${effectOf(unverified)}` };
}

function effectOf(unverified: Policy['unverified']): string {
  switch (unverified) {
    case 'with-errors':
      return 'they make the status with-errors at most (policy `unverified: with-errors`)';
    case 'soft-error':
      return 'a bounce counts as one soft error, a complaint does nothing (policy `unverified: soft-error`)';
  }
}
