import { bouncesInBrief, judgedBounce } from '../../read-model/bounces/index.js';
import type { BounceId, Verdict } from '../../events/index.js';
import type { ReadModelDatabase } from '../../read-model/engine/index.js';
import type { Rejudger } from './rejudge.js';

/** A bounce that is judged otherwise. */
export interface ChangedBounce {
  /** Its row number. */
  readonly sequence: number;
  readonly bounceId: BounceId;
  readonly from: Verdict;
  readonly to: Verdict;
}

export interface JudgedPage {
  readonly scanned: number;
  /** Row number of the last bounce; that after which the page began where there was none. */
  readonly through: number;
  /** In the order of the log. */
  readonly changed: readonly ChangedBounce[];
}

/** Judges the next bounces after a row number again. */
export function judgeAgain(database: ReadModelDatabase, rejudger: Rejudger, after: number, limit: number): JudgedPage {
  const page = bouncesInBrief(database, rejudger.facts, after, limit);
  const changed = page.flatMap(({ sequence, rule, rulesetVersion, ...facts }): ChangedBounce[] => {
    if (rejudger.stays({ ...facts, action: 'failed' }, { rule, rulesetVersion })) return [];
    const bounce = judgedBounce(database, sequence);
    const to = rejudger.judge(bounce.facts, bounce.verdict);
    return to === null ? [] : [{ sequence, bounceId: bounce.facts.bounceId, from: bounce.verdict, to }];
  });
  return { scanned: page.length, through: page.at(-1)?.sequence ?? after, changed };
}
