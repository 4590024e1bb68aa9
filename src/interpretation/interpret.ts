import { assemble, type AssemblyOptions, type FoundReport } from './assemble.js';
import { readByFamily } from './families/registry.js';
import {
  type Interpretation,
  type InterpretationLimits,
  type InterpretationOptions,
  INTERPRETER_VERSION,
} from './interpretation.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Mail } from './structure/mail.js';
import { readStructure } from './structure/read-structure.js';
import { innerReport } from './recognition/inner-report.js';

/**
 * Reads what the bytes of one mail say: facts only, no verdict. Any bytes are a mail: it never throws, takes time
 * linear in their number, and ends its reading at the limits. The same bytes and options always give the same
 * interpretation.
 */
export function interpret(bytes: Uint8Array, options: InterpretationOptions = {}): Interpretation {
  const assembly = assemblyOf(options);
  const mail = readStructure(bytes, assembly.limits);
  return assemble(reportIn(mail, assembly.limits), assembly);
}

/**
 * Reads what each of the mails says, as {@link interpret} does, but each step for all of them before the next: the code
 * of all steps is more than a processor keeps at hand, and reading mails one by one takes a third longer.
 */
export function interpretAll<M extends { readonly bytes: Uint8Array }>(
  mails: readonly M[],
  options: InterpretationOptions = {},
): { readonly mail: M; readonly interpretation: Interpretation }[] {
  const assembly = assemblyOf(options);
  const { limits } = assembly;
  const structured = mails.map((mail) => ({ mail, structure: readStructure(mail.bytes, limits) }));
  const reported = structured.map(({ mail, structure }) => ({ mail, report: reportIn(structure, limits) }));
  return reported.map(({ mail, report }) => ({ mail, interpretation: assemble(report, assembly) }));
}

function assemblyOf({ limits, correlationHeaders = [] }: InterpretationOptions): AssemblyOptions {
  return { limits: { ...DEFAULT_LIMITS, ...limits }, correlationHeaders, version: INTERPRETER_VERSION };
}

/** What a family reads in the mail: in the delivery report that it only passes on, where there is one. */
function reportIn(mail: Mail, limits: InterpretationLimits): FoundReport {
  const inner = innerReport(mail);
  if (inner !== null) {
    const source = readStructure(inner.bytes, limits);
    const read = readByFamily(source);
    if (read?.reading.kind === 'delivery') return { mail, source, read, isForwarded: inner.isForwarded };
  }
  return { mail, source: mail, read: readByFamily(mail), isForwarded: false };
}
