const CARRIAGE_RETURN = 0x0d;
const ROW = '\r\r';

/**
 * The mail with every row of carriage returns as one. Transfers that convert line ends twice leave `CR CR LF`, which
 * would hide the blank line after a header, and long rows cost mailsplit quadratic time. A mail without rows is
 * returned as it is.
 */
export function collapseReturns(mail: Buffer): Buffer {
  let row = mail.indexOf(ROW);
  if (row < 0) return mail;
  const collapsed = Buffer.allocUnsafe(mail.length);
  let [length, start] = [0, 0];
  for (; row >= 0; row = mail.indexOf(ROW, start)) {
    length += mail.copy(collapsed, length, start, row + 1);
    start = row + 1;
    while (mail[start] === CARRIAGE_RETURN) start++;
  }
  length += mail.copy(collapsed, length, start);
  return collapsed.subarray(0, length);
}
