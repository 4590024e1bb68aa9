import { decodeCursor, toPage, type Page, type PageRequest, type ReadModelSource } from '../engine/index.js';
import type { ReportingMta, ReportingMtaQueries } from './reporting-mta-views.js';

/** After the one at which the page before ended, wherever that one stands by now. */
const LIST = `
SELECT sequence, name, bounces, message_ids AS messageIds FROM reporting_mtas
WHERE bounces > 0 AND (? IS NULL OR (lost, bounces, sequence) < (
  SELECT lost, bounces, sequence FROM reporting_mtas WHERE sequence = ?
))
ORDER BY lost DESC, bounces DESC, sequence DESC LIMIT ?`;
const TOTAL = `
SELECT coalesce(sum(bounces), 0) AS bounces, coalesce(sum(message_ids), 0) AS messageIds FROM reporting_mtas`;

interface MtaRow {
  readonly sequence: number;
  readonly name: string;
  readonly bounces: number;
  readonly messageIds: number;
}

/** The reporting MTAs of the read model. */
export class SqliteReportingMtaQueries implements ReportingMtaQueries {
  constructor(private readonly source: ReadModelSource) {}

  /** @throws InvalidCursorError */
  list(page: PageRequest): Page<ReportingMta> {
    const { database, position } = this.source;
    const after = decodeCursor(page);
    const rows = database.all<MtaRow>(LIST, after, after, page.limit + 1);
    return toPage(rows, page, position, ({ name, bounces, messageIds }) => {
      return { reportingMta: name, bounces, messageIds, share: messageIds / bounces };
    });
  }

  total(): Pick<ReportingMta, 'bounces' | 'messageIds'> {
    return { bounces: 0, messageIds: 0, ...this.source.database.get<Pick<MtaRow, 'bounces' | 'messageIds'>>(TOTAL) };
  }
}
