import { bouncesInBrief, classifiedBounce } from '../../read-model/bounces/index.js';
import type { BounceId, Verdict } from '../../events/index.js';
import type { ReadModelDatabase } from '../../read-model/engine/index.js';
import type { Reclassifier } from './reclassifier.js';

/** A bounce that is classified differently. */
export interface ChangedBounce {
  /** Its row number. */
  readonly sequence: number;
  readonly bounceId: BounceId;
  readonly from: Verdict;
  readonly to: Verdict;
}

export interface ReclassifiedPage {
  readonly scanned: number;
  /** Row number of the last bounce; that after which the page began where there was none. */
  readonly through: number;
  /** In the order of the log. */
  readonly changed: readonly ChangedBounce[];
}

/** Reclassifies the next bounces after a row number. */
export function reclassifyPage(
  database: ReadModelDatabase,
  reclassifier: Reclassifier,
  after: number,
  limit: number,
): ReclassifiedPage {
  const page = bouncesInBrief(database, reclassifier.facts, after, limit);
  const changed = page.flatMap(({ sequence, rule, rulesetVersion, ...facts }): ChangedBounce[] => {
    if (reclassifier.stays({ ...facts, action: 'failed' }, { rule, rulesetVersion })) return [];
    const bounce = classifiedBounce(database, sequence);
    const to = reclassifier.reclassify(bounce.facts, bounce.verdict);
    return to === null ? [] : [{ sequence, bounceId: bounce.facts.bounceId, from: bounce.verdict, to }];
  });
  return { scanned: page.length, through: page.at(-1)?.sequence ?? after, changed };
}
