import { ChangeKind } from '../engine/index.js';
import type { Correlation } from './correlation.js';

export interface FindingCorrelated {
  /** The finding's row number. */
  readonly sequence: number;
  readonly kind: 'bounce' | 'delay' | 'complaint';
  /** Null where the finding is new. */
  readonly before: Correlation | null;
  readonly after: Correlation;
}
/** A finding that its mail no longer tells belongs to nothing any more. */
export const correlationWithdrawn = new ChangeKind<Pick<FindingCorrelated, 'kind'> & { readonly before: Correlation }>(
  'correlation-withdrawn',
);

/** What a finding belongs to is found out for the first time, or is another than before. */
export const findingCorrelated = new ChangeKind<FindingCorrelated>('finding-correlated');
