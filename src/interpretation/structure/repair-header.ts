import type { MailPart } from './mail-part.js';

/** A header of a part, where a blank line cut it off from the header of the mail. */
const CUT_OFF = /^(?:\r?\n)*(?:mime-version|content-(?:type|transfer-encoding))[ \t]?:/i;
/** A boundary of a multipart that its header does not state, or states wrongly. */
const BOUNDARY =
  /(?:^|\n)--([^\s-][^\r\n]{0,69}?|-{1,8}[^\s-][^\r\n]{0,60}?)[ \t]*\r?\n(?:content-[a-z-]{1,30}[ \t]?:|\r?\n)/i;
const CONTENT_TYPE = /^content-type[ \t]?:[^\n]*(?:\n[ \t][^\n]*)*\n?/im;
/** So much of a body is looked at. */
const BODY_BYTES = 64 * 1024;

/**
 * A mail with its header as it was meant: where a blank line cuts the fields of MIME off from it, they are joined; where a multipart
 * names no boundary, or one that does not stand in the mail, it gets the one that does. Null where nothing is to be repaired.
 */
export function repairedHeader(mail: Buffer, root: MailPart, maxHeaderBytes: number): Buffer | null {
  const isCutOff = !root.headers.has('content-type');
  const isLost = root.isMultipart && root.children.length === 0;
  if (!isCutOff && !isLost) return null;
  const { header, body } = split(mail);
  if (header.length > maxHeaderBytes) return null;
  const start = body.subarray(0, BODY_BYTES).toString('latin1');
  if (isCutOff && CUT_OFF.test(start)) {
    return Buffer.concat([header, body.subarray(/^[\r\n]*/.exec(start)?.[0].length ?? 0)]);
  }
  const boundary = isLost ? BOUNDARY.exec(start)?.[1] : undefined;
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
const BLANK_LINES = ['\n\n', '\n\r\n'];

/** The header with its last line end, and the body behind the blank line. */
function split(mail: Buffer): { header: Buffer; body: Buffer } {
  const [end, length] = BLANK_LINES.map((blank) => [mail.indexOf(blank), blank.length] as const)
    .filter(([at]) => at >= 0)
    .sort(([a], [b]) => a - b)[0] ?? [mail.length, 0];
  return { header: mail.subarray(0, end + 1), body: mail.subarray(end + length) };
}
