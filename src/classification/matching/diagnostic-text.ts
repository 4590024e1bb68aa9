const WHITE_SPACE = /[\s\u00a0]+/gu;
const APOSTROPHE = /[\u2018\u2019]/gu;
const REPLY_LINE = /([245]\d\d)-/u;
const REPLY_CODE = / ([245]\d\d)[- ](?:[245]\.\d{1,3}\.\d{1,3} )?/gu;
const DIAGNOSTIC_TYPE = /^[a-z][a-z0-9-]{0,40} ?;/iu;
const WORD = /\p{L}{2}/u;

/**
 * A diagnostic as patterns see it: on one line, white space folded, apostrophes plain, and the codes that a multi-line
 * reply (RFC 5321, section 4.2.1) repeats at each line taken out, for they would split the words of a pattern:
 * `550-5.1.1 It does not 550-5.1.1 exist. See 550 5.1.1 help` → `550-5.1.1 It does not exist. See help`.
 */
export function onOneLine(diagnostic: string): string {
  const line = diagnostic.replace(WHITE_SPACE, ' ').replace(APOSTROPHE, "'").trim();
  const code = REPLY_LINE.exec(line)?.[1];
  if (code === undefined) return line;
  return line.replace(REPLY_CODE, (codes, repeated: string, offset: number) =>
    repeated === code && offset > 0 ? ' ' : codes,
  );
}

/** Whether a diagnostic says anything in words: codes, punctuation and the diagnostic type (`smtp;`) are none. */
export function hasWords(diagnostic: string): boolean {
  return WORD.test(diagnostic.replace(DIAGNOSTIC_TYPE, ''));
}
