/**
 * A change of a mail's form that leaves what it reports as it is. Mails are strings of bytes (latin1) with line feeds.
 */
export interface Metamorphosis {
  readonly name: string;
  /** @returns null where the mail has no such form */
  readonly of: (mail: string) => string | null;
}

const withCrLf = (mail: string): string => mail.replace(/\r*\n/g, '\r\n');

/** The header of the whole mail, and its body behind the blank line. */
function parted(mail: string): readonly [header: string, body: string] {
  const end = mail.indexOf('\n\n');
  return end < 0 ? [mail, ''] : [mail.slice(0, end), mail.slice(end + 2)];
}

/**
 * Long fields on several lines, as RFC 5322 section 2.2.3 allows wherever a space stands: here behind commas and
 * semicolons.
 */
function folded(mail: string): string {
  const [header, body] = parted(mail);
  return `${header.replace(/([,;]) (?=\S)/g, '$1\n\t')}\n\n${body}`;
}

/** Content types that may be encoded: composite ones may not (RFC 2046 section 5). */
const ENCODABLE = /^content-type:\s*(?:text\/(?!rfc822)|message\/delivery-status)/im;
const ENCODED = /^content-transfer-encoding:/im;
const BOUNDARY = /^content-type:[^]*?\bboundary="?([^"\n;]+)/im;

/** Each part that is text, or a report's fields, in another transfer encoding. */
function encoded(mail: string, name: string, encode: (content: string) => string): string | null {
  const [header, body] = parted(mail);
  const encodePart = (part: string): string | null => {
    const [fields, content] = parted(part);
    if (!ENCODABLE.test(fields) || ENCODED.test(fields)) return null;
    return `${fields}\nContent-Transfer-Encoding: ${name}\n\n${encode(content)}`;
  };
  const boundary = BOUNDARY.exec(header)?.[1];
  if (boundary === undefined) return encodePart(mail);
  const pieces = body.split(`--${boundary}\n`);
  // Where a boundary is damaged, encoding what stands around it would hide it.
  if (pieces.length < 2 || body.split(boundary).length > pieces.length + 1) return null;
  const parts = pieces.slice(1).map((part) => {
    const end = part.indexOf(`\n--${boundary}--`);
    const [own, rest] = end < 0 ? [part.replace(/\n$/, ''), '\n'] : [part.slice(0, end), part.slice(end)];
    return (encodePart(own) ?? own) + rest;
  });
  return `${header}\n\n${pieces[0] ?? ''}${parts.map((part) => `--${boundary}\n${part}`).join('')}`;
}

function base64(content: string): string {
  const text = Buffer.from(content, 'latin1').toString('base64');
  return `${text.match(/.{1,76}/g)?.join('\n') ?? ''}\n`;
}

function quotedPrintable(content: string): string {
  const escaped = (character: string): string =>
    `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return content
    .split('\n')
    .map((line) =>
      line
        .replace(/[^\x20-\x3c\x3e-\x7e\t]/g, escaped)
        .replace(/[ \t]$/, escaped)
        .replace(/(.{60}[^=]{3})(?=.)/g, '$1=\n'),
    )
    .join('\n');
}

/** As a person's mail program attaches it. */
function forwarded(mail: string, encoding: string, encode: (content: string) => string): string {
  return [
    'Return-Path: <kay@office.example>',
    'From: Kay Office <kay@office.example>',
    'To: bounces@office.example',
    'Subject: Fwd: this came back',
    'Date: Fri, 6 Feb 2026 09:00:00 +0000',
    'Message-ID: <fwd@office.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="=_forwarded"',
    '',
    '--=_forwarded',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please have a look.',
    '--=_forwarded',
    'Content-Type: message/rfc822; name="report.eml"',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    encode(mail),
    '--=_forwarded--',
    '',
  ].join('\n');
}

export const METAMORPHOSES: readonly Metamorphosis[] = [
  { name: 'with CRLF', of: withCrLf },
  { name: 'with folded header fields', of: folded },
  { name: 'with folded header fields and CRLF', of: (mail) => withCrLf(folded(mail)) },
  { name: 'in base64', of: (mail) => encoded(mail, 'base64', base64) },
  { name: 'in quoted-printable', of: (mail) => encoded(mail, 'quoted-printable', quotedPrintable) },
];

/** Those of a mail system's report. What a person forwards of anybody else is an ordinary mail. */
export const FORWARDED: readonly Metamorphosis[] = [
  { name: 'attached', of: (mail) => forwarded(mail, '8bit', (content) => content) },
  { name: 'attached in base64', of: (mail) => forwarded(mail, 'base64', base64) },
  { name: 'attached in quoted-printable', of: (mail) => forwarded(mail, 'quoted-printable', quotedPrintable) },
];
