import { hash } from 'node:crypto';
import type { RawDigest } from '../../events/index.js';

/**
 * SHA-256 (hex) of the exact bytes retrieved: names their evidence stream. Differs between servers for the same mail.
 */
export function rawDigestOf(bytes: Buffer): RawDigest {
  return hash('sha256', bytes) as RawDigest;
}
