import { createHash } from 'node:crypto';
import type { EventStore } from '../../../event-store/index.js';
import { type GlobalPosition, PROJECTED_PREFIXES } from '../../../events/index.js';

/** `sha256:` and hex, as previews give it. */
export const CONFIRM_DIGEST = /^sha256:[0-9a-f]{64}$/;

const DIGEST_PREFIX = 'sha256:';
/** What is recorded here changes nothing that a preview tells. */
const UNCONCERNED = new Set<string>(['ledger', 'custody-']);
const [FIRST = 'mail-', ...OTHERS] = PROJECTED_PREFIXES.filter((prefix) => !UNCONCERNED.has(prefix));

/** Position of the last event that a preview depends on; null in an empty ledger. */
export async function lastConcerned(store: EventStore): Promise<GlobalPosition | null> {
  const filter = { by: 'stream', prefixes: [FIRST, ...OTHERS] } as const;
  for await (const { position } of store.readAll({ direction: 'backwards', limit: 1, filter })) return position;
  return null;
}

/** Binds what was seen, the whole log up to a position classified by a document, to what is run. */
export function confirmDigest(seen: {
  readonly ledgerId: string;
  readonly position: GlobalPosition | null;
  readonly document: string;
}): string {
  const { ledgerId, position, document } = seen;
  return (
    DIGEST_PREFIX +
    createHash('sha256')
      .update(JSON.stringify([ledgerId, position, document]))
      .digest('hex')
  );
}

/** The run that confirming a preview begins: confirmed twice, it is one. */
export function runIdOf(digest: string): string {
  return digest.slice(DIGEST_PREFIX.length);
}
