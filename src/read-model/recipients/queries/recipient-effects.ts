import type { BounceView } from '../../bounces/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { foldRecipient, type Step } from '../fold/fold-recipient.js';
import { inputsOf } from '../projection/fold-input-rows.js';
import { policyInEffect } from '../projection/policy-in-effect.js';

const RECIPIENT_OF = 'SELECT recipient_key FROM correlations WHERE sequence = ?';
const WRITES = 'SELECT total_changes() AS writes';

/** Recipients whose effects are kept: at least those of one page. */
const MAX_RECIPIENTS_KEPT = 1_000;

type Effect = NonNullable<BounceView['effect']>;

interface Effects {
  /** Rows ever written through the connection: stories stay the same as long as it does. */
  readonly writes: number;
  /** By recipient, then by the bounce's number. */
  readonly byRecipient: Map<string, ReadonlyMap<number, Effect>>;
}

// A page of bounces is often about few recipients, whose stories are then folded once each.
const latestEffects = new WeakMap<ReadModelDatabase, Effects>();

/**
 * What a bounce did to its recipient's status, and by which rule of the policy in effect; null if it is about nobody.
 */
export function effectOf(database: ReadModelDatabase, sequence: number): BounceView['effect'] {
  const recipientKey = database.get<{ recipient_key: string | null }>(RECIPIENT_OF, sequence)?.recipient_key ?? null;
  if (recipientKey === null) return null;
  return effectsOn(database, recipientKey).get(sequence) ?? null;
}

/** A recipient's story, with what expired between the inputs. */
export function storyOf(database: ReadModelDatabase, recipientKey: string): readonly Step[] {
  return foldRecipient(inputsOf(database, recipientKey), policyInEffect(database).policy).steps;
}

function effectsOn(database: ReadModelDatabase, recipientKey: string): ReadonlyMap<number, Effect> {
  const writes = database.get<{ writes: number }>(WRITES)?.writes ?? 0;
  let kept = latestEffects.get(database);
  if (kept?.writes !== writes || kept.byRecipient.size >= MAX_RECIPIENTS_KEPT) {
    kept = { writes, byRecipient: new Map() };
    latestEffects.set(database, kept);
  }
  const known = kept.byRecipient.get(recipientKey);
  if (known !== undefined) return known;
  const effects = new Map<number, Effect>();
  for (const { input, from, to, policy } of storyOf(database, recipientKey)) {
    if (input?.kind === 'bounce') effects.set(input.sequence, { from, to, policy });
  }
  kept.byRecipient.set(recipientKey, effects);
  return effects;
}
