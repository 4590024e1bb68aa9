/** The pauses between tries at the same thing. */
export interface BackOff {
  readonly minMs: number;
  readonly maxMs: number;
}

/** How long to wait after so many failures in a row, from 1: each time twice as long, up to the limit. */
export function backOffMs(failures: number, { minMs, maxMs }: BackOff): number {
  return Math.min(minMs * 2 ** (failures - 1), maxMs);
}
