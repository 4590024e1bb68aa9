import type { InterpretationLimits } from './interpretation.js';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/**
 * Wide enough for any report that a mail server writes (with the whole original returned), narrow enough that a hostile
 * mail costs no more than a large honest one.
 */
export const DEFAULT_LIMITS: InterpretationLimits = {
  maxMailBytes: 32 * MEBIBYTE,
  maxParts: 500,
  maxDepth: 20,
  maxHeaderBytes: 256 * KIBIBYTE,
  maxTextBytes: MEBIBYTE,
  maxRecipients: 1000,
};

export type LimitName = keyof InterpretationLimits;
