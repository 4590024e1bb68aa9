import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect old memory once garbage has reached half of what is live there; by default it waits for a multiple.
 * V8 reads the flag at each collection, so it may be set at any time; it holds for every thread. For services: a fifth
 * less memory while all of history is reclassified, at no measurable cost in processor time.
 */
export function keepOldMemorySmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}

/**
 * Keeps the young memory of each thread small as well, which would grow to 128 MB. For commands that do one thing and
 * end: that halves the memory of a collection, and costs about a fifth more processor time.
 */
export function keepMemorySmall(): void {
  keepOldMemorySmall();
  setFlagsFromString('--semi-space-growth-factor=1');
}
