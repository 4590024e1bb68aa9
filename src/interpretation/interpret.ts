import type { InterpretationLimits, InterpretationOptions, Interpretation } from './interpretation.js';
import { INTERPRETER_VERSION } from './interpretation.js';
import { readByFamily } from './families/registry.js';
import { assemble } from './assemble.js';
import { DEFAULT_LIMITS } from './limits.js';
import { readStructure } from './structure/read-structure.js';

/**
 * Reads what the bytes of one mail say: facts only, no judgement. Any bytes are a mail: it never rejects, takes time linear in
 * their number, and ends its reading at the limits. The same bytes and options always give the same interpretation.
 */
export async function interpret(bytes: Uint8Array, options: InterpretationOptions = {}): Promise<Interpretation> {
  const limits: InterpretationLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const mail = await readStructure(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  return assemble(mail, readByFamily(mail), {
    limits,
    correlationHeaders: options.correlationHeaders ?? [],
    version: INTERPRETER_VERSION,
  });
}
