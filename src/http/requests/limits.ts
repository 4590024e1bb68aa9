/** Bytes of a JSON body: 10,000 of the longest addresses fit. */
export const MAX_JSON_BODY_BYTES = 8 * 1024 * 1024;

/** Bytes of a mail handed in. Larger ones than any mail server lets pass are nobody's bounce. */
export const MAX_MAIL_BYTES = 64 * 1024 * 1024;
