import type { ReportReread, ReportTold } from '../../bounces/index.js';
import type { LedgerKeys } from '../../../ledger/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import type { ReportCorrelated } from '../changes.js';
import { correlate } from './correlate.js';
import {
  awaitRegistrations,
  insertCorrelation,
  readCorrelation,
  removeCorrelation,
  updateCorrelation,
} from './correlation-rows.js';
import type { Correlation } from './correlation.js';
import { ReportKeys, type CorrelatableReport } from './report-keys.js';
import { StoredRegistered } from './stored-registered.js';
import type { VerpToken } from './verp.js';

const FIND_REPORT = 'SELECT kind, data FROM reports WHERE sequence = ?';

/** Correlates the reports of one database with what is registered in it. */
export class Correlator {
  readonly #registered: StoredRegistered;

  constructor(
    private readonly database: ReadModelDatabase,
    private readonly keys: LedgerKeys,
    private readonly readVerp: (address: string) => VerpToken | null,
  ) {
    this.#registered = new StoredRegistered(database);
  }

  /** Finds out what a new report belongs to, and keeps it. */
  correlate({ sequence, kind, data }: ReportTold): Correlation {
    const correlation = this.#find(sequence, data);
    insertCorrelation(this.database, { sequence, kind, occurredAt: data.occurredAt }, correlation);
    return correlation;
  }

  /** The same for a report whose facts are others now. */
  correlateReread(sequence: number, { kind, data }: NonNullable<ReportReread['after']>): ReportCorrelated {
    const before = this.withdraw(sequence);
    const after = this.#find(sequence, data);
    insertCorrelation(this.database, { sequence, kind, occurredAt: data.occurredAt }, after);
    return { sequence, kind, before, after };
  }

  /** Forgets what a report belongs to. @returns what it belonged to */
  withdraw(sequence: number): Correlation {
    const before = readCorrelation(this.database, sequence);
    if (before === null) throw new Error(`report ${sequence} is told otherwise and was never correlated`);
    removeCorrelation(this.database, sequence);
    return before;
  }

  /**
   * Does so again for a report that was correlated before; null where it belongs to the same as before, and where its mail no
   * longer tells it.
   */
  correlateAgain(sequence: number): ReportCorrelated | null {
    const before = readCorrelation(this.database, sequence);
    const report = this.database.get<{ kind: ReportCorrelated['kind']; data: string }>(FIND_REPORT, sequence);
    if (report === undefined) throw new Error(`report ${sequence} is awaited and not there`);
    if (before === null) return null;
    const after = this.#find(sequence, JSON.parse(report.data) as CorrelatableReport);
    if (isSame(before, after)) return null;
    updateCorrelation(this.database, sequence, after);
    return { sequence, kind: report.kind, before, after };
  }

  #find(sequence: number, report: CorrelatableReport): Correlation {
    const { verpAddress } = report.keys;
    const token = verpAddress === null ? null : this.readVerp(verpAddress);
    const { correlation, awaited } = correlate(new ReportKeys(report, this.keys), token, this.#registered);
    awaitRegistrations(this.database, sequence, awaited);
    return correlation;
  }
}

function isSame(a: Correlation, b: Correlation): boolean {
  return (Object.keys(a) as (keyof Correlation)[]).every((field) => a[field] === b[field]);
}
