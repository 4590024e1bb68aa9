/** What a bounce mail of these tests says. */
export interface BounceMail {
  readonly recipient: string;
  readonly status?: string;
  readonly diagnostic?: string;
  /** RFC 5322 date. */
  readonly date?: string;
  readonly originalMessageId?: string;
}

/** A delivery status notification (RFC 3464) about one recipient. */
export function bounceMail({
  recipient,
  status = '5.1.1',
  diagnostic = '550 5.1.1 no such user',
  date = 'Sat, 21 Nov 2026 09:14:07 +0000',
  originalMessageId,
}: BounceMail): Buffer {
  const returned =
    originalMessageId === undefined
      ? []
      : ['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${originalMessageId}`, `To: ${recipient}`, ''];
  return Buffer.from(
    [
      'From: MAILER-DAEMON@relay.example.net',
      'To: bounces@news.example.net',
      'Subject: Undelivered Mail Returned to Sender',
      `Date: ${date}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'This mail could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; relay.example.net',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      `Status: ${status}`,
      'Remote-MTA: dns; mx.example.com',
      `Diagnostic-Code: smtp; ${diagnostic}`,
      `Last-Attempt-Date: ${date}`,
      '',
      ...returned,
      '--b--',
      '',
    ].join('\r\n'),
  );
}
