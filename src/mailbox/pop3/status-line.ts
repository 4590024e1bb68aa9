import { PopError } from './pop-error.js';

/** The first line of every reply (RFC 1939, section 3). */
export interface StatusLine {
  readonly ok: boolean;
  /** Response code of a refusal (RFC 2449, section 8), upper case. */
  readonly responseCode: string | null;
  /** What the server says in words: made printable and cut, as it ends up in logs. */
  readonly text: string;
}

const MAX_TEXT_LENGTH = 300;
const STATUS = /^(\+OK|-ERR)(?:[ \t]+(.*))?$/s;
const RESPONSE_CODE = /^\[([\x21-\x5a\x5c\x5e-\x7e]{1,64})\][ \t]*/;

/**
 * Reads a status line without its line end.
 * @throws PopError (`protocol`) when it is none
 */
export function parseStatusLine(line: Buffer, verb: string): StatusLine {
  const match = STATUS.exec(line.toString('utf8'));
  if (match === null) {
    throw new PopError('protocol', `not a POP3 reply: ${printable(line.toString('latin1'))}`, { verb });
  }
  const text = match[2] ?? '';
  if (match[1] === '+OK') return { ok: true, responseCode: null, text: printable(text) };
  const code = RESPONSE_CODE.exec(text);
  return {
    ok: false,
    responseCode: code?.[1]?.toUpperCase() ?? null,
    text: printable(code === null ? text : text.slice(code[0].length)),
  };
}

/** A server's words must not forge lines of a log or move a terminal's cursor. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT_LENGTH);
}
