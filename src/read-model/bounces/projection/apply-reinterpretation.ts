import { isDeepStrictEqual } from 'node:util';
import type { BounceId, LedgerEventOf, Verdict } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { forgoStagedVerdicts } from './apply-reclassification.js';
import { findingReinterpreted, findingRecorded, type Finding } from '../changes.js';
import { replaceFindingRow, withdrawFindingRow } from './finding-rows.js';
import { insertFinding } from './insert-finding.js';
import { forgetVerdict, recordVerdict, recordVerdictOnOtherFacts } from './record-verdict.js';
import { type MailRow, updateMail } from './mail-rows.js';
import { namedFindings } from './named-findings.js';
import { isSameFinding } from './same-finding.js';

const FINDINGS_OF = `
SELECT sequence, kind, data, withdrawn, verdict FROM findings LEFT JOIN verdicts USING (sequence)
WHERE mail = ? ORDER BY sequence`;

/** What stands in a set of what a mail tells. */
export type ReinterpretedEvent = LedgerEventOf<
  'BounceReceived' | 'BounceClassified' | 'DeliveryDelayed' | 'ComplaintReceived' | 'MailSetAside'
>;

interface FindingRow {
  readonly sequence: number;
  readonly kind: Finding['kind'];
  readonly data: string;
  readonly withdrawn: number;
  readonly verdict: string | null;
}

/** A finding of the mail's previous reading. */
interface Former {
  readonly sequence: number;
  readonly finding: Finding;
  readonly stood: boolean;
  readonly verdict: Verdict | null;
}

/** Replaces the findings of a mail's previous reading by those of the new one. */
export function applyReinterpretation(
  mail: MailRow,
  begun: LedgerEventOf<'MailReinterpreted'>['data'],
  set: readonly ReinterpretedEvent[],
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const reason = set.find((event) => event.type === 'MailSetAside')?.data.reason ?? null;
  updateMail(mail, begun, reason, database);
  const verdicts = verdictsIn(set);
  const former = new Map(
    namedFindings(database.all<FindingRow>(FINDINGS_OF, mail.sequence).map(formerFinding), ({ finding }) => finding),
  );
  for (const [name, finding] of namedFindings(set.flatMap(findingIn), (finding) => finding)) {
    const known = former.get(name);
    former.delete(name);
    const verdict = finding.kind === 'bounce' ? (verdicts.get(finding.data.bounceId) ?? null) : null;
    if (known === undefined) {
      insertFinding(mail, finding, database, changes);
      if (finding.kind === 'bounce' && verdict !== null) {
        recordVerdict(finding.data.bounceId, verdict, database, changes);
      }
    } else replace(mail, known, finding, verdict, database, changes);
  }
  for (const known of former.values()) if (known.stood) withdraw(mail, known, database, changes);
}

function replace(
  mail: MailRow,
  { sequence, finding: before, stood, verdict: previous }: Former,
  after: Finding,
  given: Verdict | null,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const isSame = isSameFinding(before, after);
  if (!isDeepStrictEqual(before.data, after.data) || !stood) {
    replaceFindingRow(database, sequence, after);
  }
  if (isSame && stood) return;
  const verdict = given ?? previous;
  const { mailbox, receivedAt } = mail;
  changes.tell(findingReinterpreted, { sequence, receivedAt, before, stood, after, previous, verdict });
  // It is new to everybody who heard that it does not count.
  if (!stood) changes.tell(findingRecorded, { ...after, sequence, mailbox, receivedAt });
  if (after.kind !== 'bounce' || verdict === null) return;
  forgoStagedVerdicts(sequence, database);
  const { bounceId } = after.data;
  if (previous === null) recordVerdict(bounceId, verdict, database, changes);
  else recordVerdictOnOtherFacts({ sequence, bounceId, previous }, verdict, database, changes);
}

function withdraw(
  { receivedAt }: MailRow,
  { sequence, finding: before, verdict: previous }: Former,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  withdrawFindingRow(database, sequence);
  if (previous !== null) forgetVerdict(sequence, previous, database);
  forgoStagedVerdicts(sequence, database);
  changes.tell(findingReinterpreted, {
    sequence,
    receivedAt,
    before,
    stood: true,
    after: null,
    previous,
    verdict: null,
  });
}

function verdictsIn(set: readonly ReinterpretedEvent[]): ReadonlyMap<BounceId, Verdict> {
  const classified = set.filter((event) => event.type === 'BounceClassified');
  return new Map(classified.map(({ data }) => [data.bounceId, data.verdict]));
}

function findingIn({ type, data }: ReinterpretedEvent): Finding[] {
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

function formerFinding({ sequence, kind, data, withdrawn, verdict }: FindingRow): Former {
  return {
    sequence,
    stood: withdrawn === 0,
    // The row was written of an event of that kind.
    finding: { kind, data: JSON.parse(data) as Finding['data'] } as Finding,
    verdict: verdict === null ? null : (JSON.parse(verdict) as Verdict),
  };
}
