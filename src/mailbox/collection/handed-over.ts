const DOT = 0x2e;
const LF = 0x0a;
const LINE_WITH_DOT = Buffer.from('\r\n.');
/** `CRLF . CRLF`: some servers count the terminator, some add a last line end. */
const TERMINATOR_BYTES = 5;
/** Estimates of a size, such as Exchange's, exceed it by less than this share of what LIST says. */
const ESTIMATE_SHARE = 1 / 8;
/** A header field (RFC 5322, section 2.2) within the first lines. */
const HEADER_FIELD = /^[!-9;-~]+[ \t]*:/;
const MAX_LINES_BEFORE_HEADER = 3;

/**
 * How what RETR handed over compares with what LIST announced:
 * - `agrees`: the same size, in one of the ways in which servers count: a line end as one byte, stuffed dots, the
 * terminator
 * - `longer`: more bytes than announced
 * - `estimated`: so little less that an estimate of the size explains it
 * - `short`: a part is missing, or something else came in its place
 */
export type HandedOver = 'agrees' | 'longer' | 'estimated' | 'short';

/** @param listed bytes, as LIST announced them; @param bytes the mail, unstuffed, as RETR handed it over */
export function compareWithListed(listed: number, bytes: Buffer): HandedOver {
  const missing = listed - bytes.length;
  if (Math.abs(missing) <= TERMINATOR_BYTES) return bytes.length === 0 && listed > 0 ? 'short' : 'agrees';
  if (missing < 0) return Math.abs(missing + lineEnds(bytes)) <= TERMINATOR_BYTES ? 'agrees' : 'longer';
  if (missing <= stuffedDots(bytes) + TERMINATOR_BYTES) return 'agrees';
  return missing < listed * ESTIMATE_SHARE ? 'estimated' : 'short';
}

/** Whether it begins like a mail; an mbox's `From ` line or blank lines may come before. */
export function hasHeader(bytes: Buffer): boolean {
  const beginning = bytes.toString('latin1', 0, 4096).split('\n', MAX_LINES_BEFORE_HEADER);
  return beginning.some((line) => HEADER_FIELD.test(line));
}

function lineEnds(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines += 1;
  return lines;
}

function stuffedDots(bytes: Buffer): number {
  let dots = bytes[0] === DOT ? 1 : 0;
  for (let at = bytes.indexOf(LINE_WITH_DOT); at !== -1; at = bytes.indexOf(LINE_WITH_DOT, at + 1)) dots += 1;
  return dots;
}
