import type { BounceId, LedgerEventOf, Verdict } from '../../../events/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';

/** Facts of a bounce that a rule may look at. */
export const RULE_FACTS = [
  ...(['recipient', 'status', 'smtpCode', 'permanence', 'diagnostic', 'reportingMta', 'remoteMta'] as const),
  ...(['occurredAt', 'originalRecipient', 'inReplyTo', 'senderNames'] as const),
] as const;
export type RuleFact = (typeof RULE_FACTS)[number];

// What is in effect for everybody, whatever an overlay shows.
const READ = `
SELECT sequence, data, verdict FROM findings JOIN main.verdicts USING (sequence) WHERE sequence = ?`;
const VERSIONS = 'SELECT DISTINCT ruleset_version AS version FROM main.verdicts';
const BOUNCE_ID = "SELECT data ->> 'bounceId' AS bounceId FROM findings WHERE sequence = ?";

type Facts = LedgerEventOf<'BounceReceived'>['data'];

export interface ClassifiedBounce {
  readonly facts: Facts;
  /** The one in effect. */
  readonly verdict: Verdict;
}

/** A bounce with as much of it as was asked for; null stands for the rest. */
type BounceInBrief = Pick<Facts, RuleFact> & {
  /** Row number: bounces are numbered in the order of the log. */
  readonly sequence: number;
  /** Of the verdict in effect. */
  readonly rule: string | null;
  readonly rulesetVersion: number;
};

/**
 * Bounces after a row number, in the order of the log, with those facts alone: reading a whole one costs several times
 * more.
 */
export function bouncesInBrief(
  database: ReadModelDatabase,
  facts: ReadonlySet<RuleFact>,
  after: number,
  limit: number,
): readonly BounceInBrief[] {
  const columns = RULE_FACTS.map((fact) => `${facts.has(fact) ? `data ->> '${fact}'` : 'NULL'} AS ${fact}`);
  const rows = database.all<Omit<BounceInBrief, 'senderNames'> & { readonly senderNames: string | null }>(
    `SELECT sequence, verdict ->> 'rule' AS rule, ruleset_version AS rulesetVersion, ${columns.join(', ')}
    FROM findings JOIN main.verdicts USING (sequence) WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    after,
    limit,
  );
  return rows.map(({ senderNames, ...row }) =>
    senderNames === null ? row : { ...row, senderNames: JSON.parse(senderNames) as readonly string[] },
  );
}

/** A whole bounce that is in the read model. */
export function classifiedBounce(database: ReadModelDatabase, sequence: number): ClassifiedBounce {
  const row = database.get<{ data: string; verdict: string }>(READ, sequence);
  if (row === undefined) throw new Error(`finding ${sequence} is taken for a bounce that was classified`);
  return { facts: JSON.parse(row.data) as Facts, verdict: JSON.parse(row.verdict) as Verdict };
}

export function bounceIdOfFinding(database: ReadModelDatabase, sequence: number): BounceId | null {
  return database.get<{ bounceId: BounceId }>(BOUNCE_ID, sequence)?.bounceId ?? null;
}

/** The rulesets that the verdicts in effect name. */
export function versionsInEffect(database: ReadModelDatabase): readonly number[] {
  return database.all<{ version: number }>(VERSIONS).map(({ version }) => version);
}
