/** @throws RangeError unless it is a whole number from 0, or infinite */
export function assertLimit(limit: number): void {
  if (limit !== Number.POSITIVE_INFINITY && (!Number.isSafeInteger(limit) || limit < 0)) {
    throw new RangeError(`limit is no whole number from 0: ${limit}`);
  }
}

/** @throws RangeError unless it is a whole number from 0 */
export function assertRevision(revision: number): void {
  if (!Number.isSafeInteger(revision) || revision < 0) {
    throw new RangeError(`revision is no whole number from 0: ${revision}`);
  }
}
