import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const LOAD = join(import.meta.dirname, 'collector-load/load.mjs');
const MAILS = 10_000;

describe('a collector under load, with a fault every half second', () => {
  it(
    `has each of ${MAILS} mails of 20 mailboxes on 5 servers in the ledger once, and custody adds up`,
    { timeout: 180_000 },
    async () => {
      const run = ['--mails', String(MAILS), '--seconds', '15', '--fault-every', '0.5'];
      const { stdout } = await promisify(execFile)(process.execPath, [LOAD, ...run]).catch((failed: unknown) => {
        throw new Error(`the load does not end well: ${JSON.stringify(failed)}`);
      });
      const result = JSON.parse(stdout) as Record<string, unknown> & { readonly faults: Record<string, number> };
      expect(result).toMatchObject({ received: MAILS, distinct: MAILS, missing: 0, left: 0, isWhole: true });
      expect(result).toMatchObject({ custody: { appended: MAILS, unbalanced: 0 } });
      expect(Object.values(result.faults).filter((times) => times > 0).length).toBeGreaterThan(8);
    },
  );
});
