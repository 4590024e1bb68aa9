import { isDeepStrictEqual } from 'node:util';
import type { BounceId, LedgerEventOf, Verdict } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { forgoStagedVerdicts } from './apply-reclassification.js';
import { reportReread, reportTold, type MailEntered, type ReportContent } from '../changes.js';
import { insertReport } from './insert-report.js';
import { forgetVerdict, judge, judgeOtherFacts } from './judge.js';
import { namedReports } from './named-reports.js';
import { isSameReport } from './same-report.js';

const UPDATE_MAIL = `
UPDATE mails SET kind = ?, message_id = ?, subject = ?, sender = ?, family = ?, interpreter_version = ?, set_aside_reason = ?
WHERE sequence = ?`;
const REPORTS_OF = `
SELECT sequence, kind, data, withdrawn, verdict FROM reports LEFT JOIN verdicts USING (sequence)
WHERE mail = ? ORDER BY sequence`;
const REPLACE = 'UPDATE reports SET data = ?, occurred_at = ?, withdrawn = 0 WHERE sequence = ?';
const WITHDRAW = 'UPDATE reports SET withdrawn = 1 WHERE sequence = ?';

/** What stands in a set of what a mail tells. */
export type RereadEvent = LedgerEventOf<
  'BounceReceived' | 'BounceClassified' | 'DeliveryDelayed' | 'ComplaintReceived' | 'MailSetAside'
>;

interface ReportRow {
  readonly sequence: number;
  readonly kind: ReportContent['kind'];
  readonly data: string;
  readonly withdrawn: number;
  readonly verdict: string | null;
}

/** A report that the mail told of before. */
interface Former {
  readonly sequence: number;
  readonly content: ReportContent;
  readonly stood: boolean;
  readonly verdict: Verdict | null;
}

type Mail = Pick<MailEntered, 'sequence' | 'mailbox'>;

/** Puts what a mail tells now in the place of what it told before. */
export function applyRereading(
  mail: Mail,
  { kind, messageId, subject, from, family, interpreter }: LedgerEventOf<'MailReinterpreted'>['data'],
  set: readonly RereadEvent[],
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const reason = set.find((event) => event.type === 'MailSetAside')?.data.reason ?? null;
  database.run(UPDATE_MAIL, kind, messageId, subject, from, family, interpreter, reason, mail.sequence);
  const verdicts = verdictsIn(set);
  const former = new Map(
    namedReports(database.all<ReportRow>(REPORTS_OF, mail.sequence).map(formerReport), ({ content }) => content),
  );
  for (const [name, content] of namedReports(set.flatMap(contentOf), (told) => told)) {
    const known = former.get(name);
    former.delete(name);
    const verdict = content.kind === 'bounce' ? (verdicts.get(content.data.bounceId) ?? null) : null;
    if (known === undefined) {
      insertReport(mail, content, database, changes);
      if (content.kind === 'bounce' && verdict !== null) judge(content.data.bounceId, verdict, database, changes);
    } else replace(mail, known, content, verdict, database, changes);
  }
  for (const known of former.values()) if (known.stood) withdraw(known, database, changes);
}

function replace(
  mail: Mail,
  { sequence, content: before, stood, verdict: previous }: Former,
  after: ReportContent,
  judged: Verdict | null,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const isSame = isSameReport(before, after);
  if (!isDeepStrictEqual(before.data, after.data) || !stood) {
    database.run(REPLACE, JSON.stringify(after.data), after.data.occurredAt, sequence);
  }
  if (isSame && stood) return;
  const verdict = judged ?? previous;
  changes.tell(reportReread, { sequence, before, stood, after, previous, verdict });
  // It is new to whoever was told that it does not count.
  if (!stood) changes.tell(reportTold, { ...after, sequence, mailbox: mail.mailbox });
  if (after.kind !== 'bounce' || verdict === null) return;
  forgoStagedVerdicts(sequence, database);
  const { bounceId } = after.data;
  if (previous === null) judge(bounceId, verdict, database, changes);
  else judgeOtherFacts({ sequence, bounceId, previous }, verdict, database, changes);
}

function withdraw(
  { sequence, content: before, verdict: previous }: Former,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  database.run(WITHDRAW, sequence);
  if (previous !== null) forgetVerdict(sequence, previous, database);
  forgoStagedVerdicts(sequence, database);
  changes.tell(reportReread, { sequence, before, stood: true, after: null, previous, verdict: null });
}

function verdictsIn(set: readonly RereadEvent[]): ReadonlyMap<BounceId, Verdict> {
  const judged = set.filter((event) => event.type === 'BounceClassified');
  return new Map(judged.map(({ data }) => [data.bounceId, data.verdict]));
}

function contentOf({ type, data }: RereadEvent): ReportContent[] {
  switch (type) {
    case 'BounceReceived':
      return [{ kind: 'bounce', data }];
    case 'DeliveryDelayed':
      return [{ kind: 'delay', data }];
    case 'ComplaintReceived':
      return [{ kind: 'complaint', data }];
    case 'BounceClassified':
    case 'MailSetAside':
      return [];
  }
}

function formerReport({ sequence, kind, data, withdrawn, verdict }: ReportRow): Former {
  return {
    ...{ sequence, stood: withdrawn === 0 },
    // The row was written of an event of that kind.
    content: { kind, data: JSON.parse(data) as ReportContent['data'] } as ReportContent,
    verdict: verdict === null ? null : (JSON.parse(verdict) as Verdict),
  };
}
