/** @throws RangeError unless it is a whole number from 0, or infinite */
export function assertLimit(limit: number): void {
  if (limit !== Number.POSITIVE_INFINITY && (!Number.isSafeInteger(limit) || limit < 0)) {
    throw new RangeError(`limit is not a whole number from 0: ${limit}`);
  }
}

/** @throws RangeError unless it is a whole number from 0 */
export function assertRevision(revision: number): void {
  if (!Number.isSafeInteger(revision) || revision < 0) {
    throw new RangeError(`revision is not a whole number from 0: ${revision}`);
  }
}

/** @throws RangeError unless it is a whole number of seconds from 1, or null */
export function assertMaxAge(seconds: number | null): void {
  if (seconds !== null && (!Number.isSafeInteger(seconds) || seconds < 1)) {
    throw new RangeError(`max age is not a whole number of seconds from 1: ${seconds}`);
  }
}
