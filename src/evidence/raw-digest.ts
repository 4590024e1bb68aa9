import { createHash } from 'node:crypto';
import type { RawDigest } from '../ledger/events/index.js';

/** SHA-256 (hex) of the exact bytes retrieved: names their evidence stream. Differs between servers for the same mail. */
export function rawDigestOf(bytes: Buffer): RawDigest {
  return createHash('sha256').update(bytes).digest('hex') as RawDigest;
}
