import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_POLICY, parseRuleset, type Policy } from '../../../classification/index.js';
import type { LedgerEventOf } from '../../../events/index.js';
import { LatestRow, type ReadModelDatabase } from '../../engine/index.js';

const READ = 'SELECT ruleset_version, policy, settled FROM policy';
const WRITE = 'INSERT OR REPLACE INTO policy (only_row, ruleset_version, policy, settled) VALUES (1, ?, ?, ?)';
const SETTLE = 'UPDATE policy SET settled = 1';

export interface PolicyInEffect {
  /** 0 before a ruleset was published. */
  readonly rulesetVersion: number;
  readonly policy: Policy;
  /** Whether it decided every recipient's whole story, and not only what came since it was published. */
  readonly settled: boolean;
}

const latest = new LatestRow<null, PolicyInEffect>();

/** The policy of the ruleset published last. */
export function policyInEffect(database: ReadModelDatabase): PolicyInEffect {
  const known = latest.find(database, null);
  if (known !== undefined) return known;
  const effective = read(database);
  latest.remember(database, null, effective);
  return effective;
}

/**
 * Puts a ruleset's policy into effect for whatever is folded from now on: a recipient's status follows it at their next
 * input, not before; everybody's does when history was reclassified by the ruleset.
 */
export function putPolicyIntoEffect(
  { version, document }: LedgerEventOf<'RulesetPublished'>['data'],
  database: ReadModelDatabase,
): void {
  const result = parseRuleset(document);
  // What is published was checked before.
  if (!result.ok) throw new Error(`ruleset ${version}: ${result.problems[0]?.message ?? 'cannot be read'}`);
  const { policy } = result.ruleset;
  const before = policyInEffect(database);
  const settled = before.settled && isDeepStrictEqual(policy, before.policy);
  database.run(WRITE, version, JSON.stringify(policy), Number(settled || before.rulesetVersion === 0));
  latest.forget(database);
}

/** Every recipient's whole story was folded by the policy in effect. */
export function settlePolicy(database: ReadModelDatabase): void {
  database.run(SETTLE);
  latest.forget(database);
}

function read(database: ReadModelDatabase): PolicyInEffect {
  const row = database.get<{ ruleset_version: number; policy: string; settled: number }>(READ);
  if (row === undefined) return { rulesetVersion: 0, policy: DEFAULT_POLICY, settled: true };
  return {
    rulesetVersion: row.ruleset_version,
    policy: JSON.parse(row.policy) as Policy,
    settled: row.settled === 1,
  };
}
