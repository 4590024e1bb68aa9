import type { Settings } from '../../config/index.js';
import type { BackedUp } from '../../event-store/transfer/index.js';
import { count } from './numbers.js';

/** A backup for a person, with what a restore also needs. */
export function* backupLines(
  { directory, events, streams, secretIncluded }: BackedUp,
  { secretFile }: Settings['ledger'],
): Generator<string> {
  yield `backup     ${directory}  ${count(events)} events in ${count(streams)} streams, checked`;
  yield secretIncluded
    ? '           with the ledger’s secret: protect the backup like the secret'
    : `           without the ledger’s secret: back up ${secretFile ?? 'it'} separately, because no restore works without it`;
}
