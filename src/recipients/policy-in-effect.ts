import { DEFAULT_POLICY, parseRuleset, type Policy } from '../classification/index.js';
import type { LedgerEventOf } from '../ledger/events/index.js';
import type { ReadModelDatabase } from '../projections/index.js';

const READ = 'SELECT ruleset_version, policy FROM policy';
const WRITE = 'INSERT OR REPLACE INTO policy (only_row, ruleset_version, policy) VALUES (1, ?, ?)';

export interface PolicyInEffect {
  /** 0 before a ruleset was published. */
  readonly rulesetVersion: number;
  readonly policy: Policy;
}

/** The last policy read, as many events in a row are judged by one. */
let parsed: { readonly json: string; readonly policy: Policy } | null = null;

/** The policy of the ruleset published last. */
export function policyInEffect(database: ReadModelDatabase): PolicyInEffect {
  const row = database.get<{ ruleset_version: number; policy: string }>(READ);
  if (row === undefined) return { rulesetVersion: 0, policy: DEFAULT_POLICY };
  if (parsed?.json !== row.policy) parsed = { json: row.policy, policy: JSON.parse(row.policy) as Policy };
  return { rulesetVersion: row.ruleset_version, policy: parsed.policy };
}

/**
 * Puts a ruleset's policy into effect for whatever is folded from now on: a recipient's status follows it at their next
 * incident, not before.
 */
export function putPolicyIntoEffect(
  { version, document }: LedgerEventOf<'RulesetPublished'>['data'],
  database: ReadModelDatabase,
): void {
  const result = parseRuleset(document);
  // What is published was checked before.
  if (!result.ok) throw new Error(`ruleset ${version}: ${result.problems[0]?.message ?? 'cannot be read'}`);
  database.run(WRITE, version, JSON.stringify(result.ruleset.policy));
}
