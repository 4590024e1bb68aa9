/** RFC 5321 section 4.2.1: the second digit tells what the reply concerns; 0 to 5 exist. */
const CODE = String.raw`[45][0-5]\d`;

const PLACES = [
  // The reply of a session's transcript, or what a reporting server quotes.
  new RegExp(
    String.raw`(?:<<<|<--|->|said:?|says:?|responded:?|replied:?|answered:?|returned:?|response:|reply:|reason:|deferred:|answer:|error was:)\s{0,8}"?(${CODE})(?=[ \-#:,.]|$)`,
    'im',
  ),
  new RegExp(String.raw`^[\s>"'(]{0,8}(?:smtp;\s?)?(${CODE})(?=[ \-#:]|$)`, 'i'),
  new RegExp(String.raw`(?<![\d.])(${CODE})[ -](?:\(?#)?[45]\.\d\.\d{1,3}(?!\d)`),
  new RegExp(String.raw`^[\s>"'(]{0,8}(${CODE})(?=[ \-#:]|$)`, 'm'),
  new RegExp(
    String.raw`(?:smtp|error|code|status|reply|reason|response|rejected|returned|permanent|failure)\b[^\n\d]{0,24}(?<![\d.])(${CODE})(?![\d.]\d|\d)`,
    'i',
  ),
  new RegExp(String.raw`[:;(] ?(${CODE}) (?=\D)`),
  // IronPort's: `5.3.0 - Other mail system problem 552-'mailbox is full'`.
  new RegExp(String.raw`\s(${CODE})-'`),
];

/**
 * The SMTP reply code (RFC 5321) of a refusal in a server's words: 400 to 559; null where they hold none. Numbers that
 * only look like one (ports, sizes, parts of addresses) are passed over by looking where servers put their codes.
 */
export function smtpReplyCodeIn(text: string): number | null {
  for (const place of PLACES) {
    const code = place.exec(text)?.[1];
    if (code !== undefined) return Number(code);
  }
  return null;
}
