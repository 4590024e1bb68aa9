import type { FindingReinterpreted, FindingRecorded } from '../bounces/index.js';
import type { LedgerKeys } from '../../ledger/index.js';
import type { ReadModelDatabase } from '../engine/index.js';
import type { FindingCorrelated } from './changes.js';
import { correlate } from './correlate.js';
import {
  awaitRegistrations,
  insertCorrelation,
  readCorrelation,
  removeCorrelation,
  updateCorrelation,
} from './correlation-rows.js';
import type { Correlation } from './correlation.js';
import { decidingFacts } from './deciding-facts.js';
import { FindingKeys, type CorrelatableFinding } from './finding-keys.js';
import { SqliteRegistered } from './sqlite-registered.js';
import type { VerpToken } from './verp.js';

const FIND_FINDING = 'SELECT kind, data FROM findings WHERE sequence = ?';

/** Correlates the findings of one database with what is registered in it. */
export class Correlator {
  readonly #registered: SqliteRegistered;

  constructor(
    private readonly database: ReadModelDatabase,
    private readonly keys: LedgerKeys,
    private readonly readVerp: (address: string) => VerpToken | null,
  ) {
    this.#registered = new SqliteRegistered(database);
  }

  /** Finds out what a new finding belongs to, and keeps it. */
  correlate({ sequence, kind, data, receivedAt }: FindingRecorded): Correlation {
    const correlation = this.#find(sequence, data);
    insertCorrelation(this.database, { sequence, kind }, decidingFacts(data, receivedAt), correlation);
    return correlation;
  }

  /** The same for a finding whose facts are others now. */
  correlateReinterpreted(
    sequence: number,
    receivedAt: string,
    { kind, data }: NonNullable<FindingReinterpreted['after']>,
  ): FindingCorrelated {
    const before = this.withdraw(sequence);
    const after = this.#find(sequence, data);
    insertCorrelation(this.database, { sequence, kind }, decidingFacts(data, receivedAt), after);
    return { sequence, kind, before, after };
  }

  /** Forgets what a finding belongs to. @returns what it belonged to */
  withdraw(sequence: number): Correlation {
    const before = readCorrelation(this.database, sequence);
    if (before === null) throw new Error(`finding ${sequence} changed and was never correlated`);
    removeCorrelation(this.database, sequence);
    return before;
  }

  /**
   * Does so again for a finding that was correlated before; null where it belongs to the same as before, and where its
   * mail no longer tells it.
   */
  correlateAgain(sequence: number): FindingCorrelated | null {
    const before = readCorrelation(this.database, sequence);
    const finding = this.database.get<{ kind: FindingCorrelated['kind']; data: string }>(FIND_FINDING, sequence);
    if (finding === undefined) throw new Error(`finding ${sequence} is awaited and not there`);
    if (before === null) return null;
    const after = this.#find(sequence, JSON.parse(finding.data) as CorrelatableFinding);
    if (isSame(before, after)) return null;
    updateCorrelation(this.database, sequence, after);
    return { sequence, kind: finding.kind, before, after };
  }

  #find(sequence: number, finding: CorrelatableFinding): Correlation {
    const { verpAddress } = finding.keys;
    const token = verpAddress === null ? null : this.readVerp(verpAddress);
    const { correlation, awaited } = correlate(new FindingKeys(finding, this.keys), token, this.#registered);
    awaitRegistrations(this.database, sequence, awaited);
    return correlation;
  }
}

function isSame(a: Correlation, b: Correlation): boolean {
  return (Object.keys(a) as (keyof Correlation)[]).every((field) => a[field] === b[field]);
}
