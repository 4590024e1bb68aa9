import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../changes.js';

/** Whether two readings tell the same, whoever read it. */
export function isSameFinding(one: Finding, other: Finding): boolean {
  return one.kind === other.kind && isDeepStrictEqual(contentOf(one), contentOf(other));
}

function contentOf({ data }: Finding): object {
  return { ...data, family: null, interpreterVersion: null };
}
