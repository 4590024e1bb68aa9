import type { JsonLimits } from './json-shape.js';

/** Maximum bytes of a JSON body: 10,000 of the longest addresses fit. */
export const MAX_JSON_BODY_BYTES = 8 * 1024 * 1024;

/** What no JSON body, and no query, has more of. */
export const JSON_LIMITS: JsonLimits = {
  /** Deeper than anything that a route takes. */
  levels: 32,
  /** The totals of a batch by domain may have so many. */
  fieldsOfAnObject: 2_000,
  /**
   * What binds bodies to classes compares every two fields of an object. The longest batch of sends stays below this.
   */
  comparedFields: 10_000_000,
};

/** Maximum bytes of a submitted mail. A bounce cannot be larger than what mail servers let pass. */
export const MAX_MAIL_BYTES = 64 * 1024 * 1024;
