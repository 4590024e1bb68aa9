const EVERY_BYTE_BUT_LF = Buffer.from(Array.from({ length: 256 }, (_, byte) => (byte === 0x0a ? 0x0b : byte)));
const LARGE_BYTES = 25 * 1024 * 1024;
const LARGE_LINE = 'A line of text that is repeated very often.\r\n';

/** Mails that break POP3 clients and mail stores, all different; none has a Message-ID but the first. */
export const NASTY_MAILS: readonly (readonly [what: string, mail: Buffer])[] = [
  ['a bounce', mailOf('bounce', 'Message-ID: <1@mx.example>', '', 'user@example.com: 550 5.1.1 User unknown')],
  ['no Message-ID', mailOf('without an id', '', 'user@example.com: 552 5.2.2 Mailbox full')],
  ['no body', mailOf('no body', '')],
  ['lines of dots', mailOf('dots', '', '.', '..', '.a', '...', '.')],
  ['lines that begin with From', mailOf('from', '', 'From a reader', '', 'From another', 'the end')],
  ['8-bit bytes', mailOf('bytes', '', EVERY_BYTE_BUT_LF.toString('latin1', 0x80))],
  ['NUL and control characters', mailOf('NUL', '', EVERY_BYTE_BUT_LF.toString('latin1'))],
  ['lone CR', mailOf('lone CR', '', 'a\rb', 'c\r', '\rd')],
  ['a line of 200,000 characters', mailOf('a long line', '', 'x'.repeat(200_000))],
  ['50,000 lines of one dot', mailOf('dot lines', '', ...Array.from({ length: 50_000 }, () => '.'))],
  ['25 MB', mailOf('large', '', LARGE_LINE.repeat(Math.ceil(LARGE_BYTES / LARGE_LINE.length)))],
];

function mailOf(subject: string, ...lines: readonly string[]): Buffer {
  // popa3d makes unique ids of such fields alone.
  const received = `Received: from mx.example by news.example id <${subject}>; Sat, 21 Nov 2026 10:00:00 +0000`;
  return Buffer.from([received, `Subject: ${subject}`, ...lines, ''].join('\r\n'), 'latin1');
}
