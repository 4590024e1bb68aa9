import type { MailKind } from '../../events/index.js';
import {
  decodeCursor,
  toPage,
  type AtPosition,
  type Page,
  type PageRequest,
  type ReadModelDatabase,
  type ReadModelSource,
} from '../engine/index.js';
import type { MailFilter, MailQueries, MailView } from './mail-views.js';

const FIND = 'SELECT * FROM mails WHERE mail_id = ?';
const LIST = 'SELECT * FROM mails WHERE sequence < ? ORDER BY sequence DESC LIMIT ?';
const LIST_OF_KIND = 'SELECT * FROM mails WHERE kind = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?';
const BOUNCES_OF =
  'SELECT bounce_id FROM findings WHERE mail = ? AND bounce_id IS NOT NULL AND withdrawn = 0 ORDER BY sequence';

interface MailRow {
  readonly sequence: number;
  readonly mail_id: string;
  readonly kind: MailKind;
  readonly mailbox: string | null;
  readonly size: number;
  readonly received_at: string;
  readonly message_id: string | null;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly family: string;
  readonly interpreter_version: number;
  readonly set_aside_reason: string | null;
}

/** The mails of the read model. */
export class SqliteMailQueries implements MailQueries {
  constructor(private readonly source: ReadModelSource) {}

  find(mailId: string): (MailView & AtPosition) | null {
    const { database, position } = this.source;
    const row = database.get<MailRow>(FIND, mailId);
    return row === undefined ? null : { ...toView(database, row), position };
  }

  /** @throws InvalidCursorError */
  list({ kind }: MailFilter, page: PageRequest): Page<MailView> {
    const { database, position } = this.source;
    const before = decodeCursor(page) ?? Number.MAX_SAFE_INTEGER;
    const rows =
      kind === undefined
        ? database.all<MailRow>(LIST, before, page.limit + 1)
        : database.all<MailRow>(LIST_OF_KIND, kind, before, page.limit + 1);
    return toPage(rows, page, position, (row) => toView(database, row));
  }
}

/** Where a mail's exact bytes are given out. */
export function evidencePath(mailId: string): string {
  return `/v1/mails/${mailId}/evidence`;
}

function toView(database: ReadModelDatabase, row: MailRow): MailView {
  return {
    mailId: row.mail_id,
    kind: row.kind,
    mailbox: row.mailbox,
    size: row.size,
    receivedAt: row.received_at,
    messageId: row.message_id,
    subject: row.subject,
    from: row.sender,
    family: row.family,
    interpreterVersion: row.interpreter_version,
    setAsideReason: row.set_aside_reason,
    bounces: database.all<{ bounce_id: string }>(BOUNCES_OF, row.sequence).map(({ bounce_id: bounceId }) => bounceId),
    evidence: evidencePath(row.mail_id),
  };
}
