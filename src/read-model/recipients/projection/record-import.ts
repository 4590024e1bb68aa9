import { lastFindingNumber } from '../../bounces/index.js';
import { blocksOf, type LedgerEventOf, type RecipientKey } from '../../../events/index.js';
import type { Changes, ReadModelDatabase } from '../../engine/index.js';
import { decisionInput } from './fold-input-rows.js';
import { RecipientFolder } from './recipient-folder.js';

const RECORD_PART = `
INSERT INTO suppression_imports (import_id, digest, rows, recorded, complete, actor, started_at, last_recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (import_id) DO UPDATE SET
  recorded = recorded + excluded.recorded, complete = excluded.complete, last_recorded_at = excluded.last_recorded_at`;
const NUMBER_OF = 'SELECT sequence FROM suppression_imports WHERE import_id = ?';
const INSERT = `
INSERT INTO decisions
  (previous, kind, suppression, decided_at, after_finding, address, reason, source, actor, import)
VALUES (?, 'suppressed', ?, ?, ?, ?, ?, ?, ?, ?)`;

type Part = LedgerEventOf<'SuppressionsImported'>['data'];

/** Takes in one part of an imported list. @param keyOf the key of a recipient by their address */
export function recordImport(
  { importId, digest, rows, last, actor, entries }: Part,
  recordedAt: string,
  keyOf: (address: string) => RecipientKey,
  database: ReadModelDatabase,
  changes: Changes,
): void {
  const part = [importId, digest, rows, entries.length, Number(last), actor, recordedAt, recordedAt];
  database.run(RECORD_PART, ...part);
  const number = database.get<{ sequence: number }>(NUMBER_OF, importId)?.sequence ?? 0;
  const afterFinding = lastFindingNumber(database);
  const folder = new RecipientFolder(database, changes);
  for (const { address, kind, reason, since, source } of entries) {
    const recipientKey = keyOf(address);
    const decidedAt = since ?? recordedAt;
    const details = { suppression: { kind, source, importId } };
    folder.takeInImported({ recipientKey, address }, blocksOf(kind), details, (previous) => {
      const written = [previous, kind, decidedAt, afterFinding, address, reason, source, actor, number];
      const sequence = database.insert(INSERT, ...written);
      return decisionInput({
        sequence,
        kind: 'suppressed',
        suppression: kind,
        import: number,
        decided_at: decidedAt,
        after_finding: afterFinding,
      });
    });
  }
}
