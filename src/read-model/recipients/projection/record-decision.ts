import { lastFindingNumber } from '../../bounces/index.js';
import type { LedgerEventOf, RecipientKey } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { decisionInput } from './fold-input-rows.js';
import { RecipientFolder } from './recipient-folder.js';

const INSERT = `
INSERT INTO decisions (previous, kind, suppression, decided_at, after_finding, address, reason, actor)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

type Decision = LedgerEventOf<'RecipientSuppressed' | 'RecipientReleased'>['data'];

/** Takes in what a person decided about a recipient. */
export function recordDecision(
  kind: 'suppressed' | 'released',
  { recipientKey, address, reason, actor }: Decision,
  decidedAt: string,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const afterFinding = lastFindingNumber(database);
  const suppression = kind === 'suppressed' ? 'manual' : null;
  const recipient = { recipientKey: recipientKey as RecipientKey, address };
  new RecipientFolder(database, changes).takeInDecision(recipient, (previous) => {
    const written = [previous, kind, suppression, decidedAt, afterFinding, address, reason, actor];
    const sequence = database.insert(INSERT, ...written);
    return decisionInput({
      sequence,
      kind,
      suppression,
      import: null,
      decided_at: decidedAt,
      after_finding: afterFinding,
    });
  });
}
