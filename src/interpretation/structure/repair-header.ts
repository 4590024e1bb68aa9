import type { MailPart } from './mail-part.js';

/** A header of a part, where a blank line cut it off from the header of the mail. */
const CUT_OFF = /^(?:mime-version|content-(?:type|transfer-encoding))[ \t]?:/i;
/** The longest of them. */
const FIELD_BYTES = 32;
/** A boundary of a multipart that its header does not state, or states wrongly. */
const BOUNDARY =
  /(?:^|\n)--([^\s-][^\r\n]{0,69}?|-{1,8}[^\s-][^\r\n]{0,60}?)[ \t]*\r?\n(?:content-[a-z-]{1,30}[ \t]?:|\r?\n)/i;
const CONTENT_TYPE = /^content-type[ \t]?:[^\n]*(?:\n[ \t][^\n]*)*\n?/im;
/** So much of a body is looked at. */
const BODY_BYTES = 64 * 1024;

/**
 * A mail with its header as it was meant: where a blank line cuts the fields of MIME off from it, they are joined;
 * where a multipart names no boundary, or one that does not stand in the mail, it gets the one that does. Null where
 * nothing is to be repaired.
 */
export function repairedHeader(mail: Buffer, root: MailPart, maxHeaderBytes: number): Buffer | null {
  const isCutOff = !root.headers.has('content-type');
  const isLost = root.isMultipart && root.children.length === 0;
  if (!isCutOff && !isLost) return null;
  const { header, body } = split(mail);
  if (header.length > maxHeaderBytes) return null;
  const first = firstOther(body);
  if (isCutOff && CUT_OFF.test(body.toString('latin1', first, first + FIELD_BYTES))) {
    return Buffer.concat([header, body.subarray(first)]);
  }
  const boundary = isLost ? BOUNDARY.exec(body.toString('latin1', 0, BODY_BYTES))?.[1] : undefined;
  if (boundary === undefined) return null;
  const report = root.reportType === null ? 'mixed' : `report; report-type=${root.reportType}`;
  const type = `Content-Type: multipart/${report}; boundary="${boundary.replace(/["\\]/g, '\\$&')}"\n`;
  return Buffer.concat([
    Buffer.from(type + header.toString('latin1').replace(CONTENT_TYPE, ''), 'latin1'),
    LINE_END,
    body,
  ]);
}

const LINE_END = Buffer.from('\n');
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** The header with its last line end, and the body behind the blank line. */
function split(mail: Buffer): { header: Buffer; body: Buffer } {
  for (let end = mail.indexOf(LINE_FEED); end >= 0; end = mail.indexOf(LINE_FEED, end + 1)) {
    const next = mail[end + 1] === CARRIAGE_RETURN ? end + 2 : end + 1;
    if (mail[next] === LINE_FEED) return { header: mail.subarray(0, end + 1), body: mail.subarray(next + 1) };
  }
  return { header: mail, body: mail.subarray(mail.length) };
}

/** The first byte that is not of a line end. */
function firstOther(body: Buffer): number {
  let at = 0;
  while (body[at] === LINE_FEED || body[at] === CARRIAGE_RETURN) at += 1;
  return at;
}
