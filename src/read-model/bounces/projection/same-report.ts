import { isDeepStrictEqual } from 'node:util';
import type { ReportContent } from '../changes.js';

/** Whether two readings tell the same, whoever read it. */
export function isSameReport(one: ReportContent, other: ReportContent): boolean {
  return one.kind === other.kind && isDeepStrictEqual(told(one), told(other));
}

function told({ data }: ReportContent): object {
  return { ...data, family: null, interpreterVersion: null };
}
