/** Maximum bytes of a JSON body: 10,000 of the longest addresses fit. */
export const MAX_JSON_BODY_BYTES = 8 * 1024 * 1024;

/** Maximum bytes of a submitted mail. A bounce cannot be larger than what mail servers let pass. */
export const MAX_MAIL_BYTES = 64 * 1024 * 1024;
