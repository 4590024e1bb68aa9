import { reasonEntry } from '../../../classification/index.js';
import type { LedgerEventOf, Verdict } from '../../../events/index.js';
import {
  decodeCursor,
  toPage,
  type AtPosition,
  type Page,
  type PageRequest,
  type ReadModelDatabase,
  type ReadModelSource,
} from '../../engine/index.js';
import { FIND_BOUNCE, listBounces, type BounceRow } from './bounce-rows.js';
import type { BounceFilter, BounceQueries, BounceView } from '../bounce-views.js';
import { factsView } from '../facts-view.js';
import { evidencePath } from '../../mails/index.js';

const SUPERSEDED_VERDICTS = 'SELECT verdict FROM superseded_verdicts WHERE sequence = ? ORDER BY ruleset_version';

/** What stands further down the flow knows of a bounce, by its row number. */
export interface BounceContext {
  recipientKeyOf(address: string): string;
  correlationOf(database: ReadModelDatabase, sequence: number): BounceView['correlation'];
  effectOf(database: ReadModelDatabase, sequence: number): BounceView['effect'];
}

/** The bounces of the read model, each with what the mail says, what is thought of it, and why. */
export class SqliteBounceQueries implements BounceQueries {
  constructor(
    private readonly source: ReadModelSource,
    private readonly context: BounceContext,
  ) {}

  find(bounceId: string): (BounceView & AtPosition) | null {
    const { database, position } = this.source;
    const row = database.get<BounceRow>(FIND_BOUNCE, bounceId);
    return row === undefined ? null : { ...this.#view(database, row), position };
  }

  /** @throws InvalidCursorError */
  list(filter: BounceFilter, page: PageRequest): Page<BounceView> {
    const { database, position } = this.source;
    const before = decodeCursor(page) ?? Number.MAX_SAFE_INTEGER;
    const { sql, parameters } = listBounces(
      filter,
      (address) => this.context.recipientKeyOf(address),
      before,
      page.limit + 1,
    );
    return toPage(database.all<BounceRow>(sql, ...parameters), page, position, (row) => this.#view(database, row));
  }

  #view(database: ReadModelDatabase, row: BounceRow): BounceView {
    const data = JSON.parse(row.data) as LedgerEventOf<'BounceReceived'>['data'];
    const verdict = JSON.parse(row.verdict) as Verdict;
    const { sisimai, adobe, sparkpost } = reasonEntry(verdict.reason);
    return {
      id: row.bounce_id,
      mailId: data.mailId,
      facts: factsView(data),
      verdict,
      correlation: this.context.correlationOf(database, row.sequence),
      effect: this.context.effectOf(database, row.sequence),
      codes: { sisimai: sisimai.join(','), adobe, sparkpost },
      history: superseded(database, row.sequence),
      evidence: evidencePath(data.mailId),
    };
  }
}

function superseded(database: ReadModelDatabase, sequence: number): BounceView['history'] {
  return database.all<{ verdict: string }>(SUPERSEDED_VERDICTS, sequence).map((row) => {
    const { rulesetVersion, type, reason } = JSON.parse(row.verdict) as Verdict;
    return { rulesetVersion, type, reason };
  });
}
