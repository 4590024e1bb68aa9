import type { BounceView } from '../../bounces/index.js';
import type { ReadModelDatabase } from '../../engine/index.js';
import { foldRecipient, type Step } from '../fold/fold-recipient.js';
import { inputsOf } from '../projection/fold-input-rows.js';
import { policyInEffect } from '../projection/policy-in-effect.js';

const RECIPIENT_OF = 'SELECT recipient_key FROM correlations WHERE sequence = ?';
const WRITES = 'SELECT total_changes() AS writes';

interface Effects {
  readonly recipientKey: string;
  /** Rows ever written through the connection: the story stays the same as long as it does. */
  readonly writes: number;
  readonly steps: ReadonlyMap<number, Step>;
}

// A page of bounces is often about one recipient, whose story is then folded once.
const latestEffects = new WeakMap<ReadModelDatabase, Effects>();

/** What a bounce did to its recipient's status, and by which rule of the policy in effect; null if it is about nobody. */
export function effectOf(database: ReadModelDatabase, sequence: number): BounceView['effect'] {
  const recipientKey = database.get<{ recipient_key: string | null }>(RECIPIENT_OF, sequence)?.recipient_key ?? null;
  if (recipientKey === null) return null;
  const step = effectsOn(database, recipientKey).get(sequence);
  return step === undefined ? null : { from: step.from, to: step.to, policy: step.policy };
}

/** A recipient's story, with what expired between the inputs. */
export function storyOf(database: ReadModelDatabase, recipientKey: string): readonly Step[] {
  return foldRecipient(inputsOf(database, recipientKey), policyInEffect(database).policy).steps;
}

function effectsOn(database: ReadModelDatabase, recipientKey: string): Effects['steps'] {
  const writes = database.get<{ writes: number }>(WRITES)?.writes ?? 0;
  const last = latestEffects.get(database);
  if (last?.recipientKey === recipientKey && last.writes === writes) return last.steps;
  const steps = new Map<number, Step>();
  for (const step of storyOf(database, recipientKey)) {
    if (step.input?.kind === 'bounce') steps.set(step.input.sequence, step);
  }
  latestEffects.set(database, { recipientKey, writes, steps });
  return steps;
}
