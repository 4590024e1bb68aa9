import type { AsOfPoint, ReadModelSource } from '../../../src/read-model/engine/index.js';
import type { Reclassifying } from '../reclassification/reclassification-kit.js';

/** What status and policy rest on, as the rows say it. */
export function rowsOf({ database }: ReadModelSource): unknown {
  return {
    recipients: database.all('SELECT * FROM recipients ORDER BY sequence'),
    policy: database.all('SELECT * FROM policy'),
    verdicts: database.all('SELECT * FROM verdicts ORDER BY sequence'),
  };
}

/** What is thought of everybody and everything, whichever version says so. */
export function thoughtsOf({ database }: ReadModelSource): unknown {
  return {
    recipients: database.all(
      'SELECT recipient_key, address, status, counted, clears_at, cause FROM recipients ORDER BY recipient_key',
    ),
    verdicts: database.all('SELECT sequence, type, reason, fault FROM verdicts ORDER BY sequence'),
  };
}

/** The rows of a as-of state. */
export function asOfRows({ readModel }: Reclassifying, point: AsOfPoint): Promise<unknown> {
  return readModel.asOfStates.read(point, rowsOf, { patienceMs: Infinity });
}

export function asOfThoughts({ readModel }: Reclassifying, point: AsOfPoint): Promise<unknown> {
  return readModel.asOfStates.read(point, thoughtsOf, { patienceMs: Infinity });
}
