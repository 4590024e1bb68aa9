import { assemble } from './assemble.js';
import { readByFamily } from './families/registry.js';
import { INTERPRETER_VERSION } from './interpretation.js';
import type { Interpretation, InterpretationLimits, InterpretationOptions } from './interpretation.js';
import { DEFAULT_LIMITS } from './limits.js';
import { readStructure } from './structure/read-structure.js';
import { wrappedReport } from './evidence/wrapped-report.js';

/**
 * Reads what the bytes of one mail say: facts only, no judgement. Any bytes are a mail: it never rejects, takes time linear in
 * their number, and ends its reading at the limits. The same bytes and options always give the same interpretation.
 */
export async function interpret(bytes: Uint8Array, options: InterpretationOptions = {}): Promise<Interpretation> {
  const limits: InterpretationLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const assembly = { limits, correlationHeaders: options.correlationHeaders ?? [], version: INTERPRETER_VERSION };
  const mail = await readStructure(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  const wrapped = wrappedReport(mail);
  if (wrapped !== null) {
    const inner = await readStructure(wrapped, limits);
    const read = readByFamily(inner);
    if (read?.reading.kind === 'delivery') return assemble(mail, inner, read, assembly);
  }
  return assemble(mail, mail, readByFamily(mail), assembly);
}
