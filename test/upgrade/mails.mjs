import { createHmac } from 'node:crypto';

/** Signs return addresses in the fixture, and nowhere else. */
export const VERP_SECRET = 'the fixture signs with this';

const BOUNDARY = 'part';

/** Where a send's reports come back to. */
export function signedAddress(campaign, send) {
  const mac = createHmac('sha256', VERP_SECRET).update(`${campaign}\n${send}`).digest('hex').slice(0, 20);
  return `bounce+${campaign}.${send}.${mac}@news.example.net`;
}

/** A mail (RFC 5322) with these header fields, besides those that every mail here has. */
export function mail(date, fields, body) {
  const header = ['From: MAILER-DAEMON@relay.example.net', `Date: ${rfc5322(date)}`, ...fields];
  return Buffer.from([...header, '', ...body, ''].join('\r\n'));
}

/**
 * A delivery status notification (RFC 3464).
 * @param recipients each with address, status and diagnostic, and action where it is not `failed`
 * @param returned lines of the returned message's header
 */
export function deliveryReport({ date, to = 'bounces@news.example.net', recipients, returned = [], text = [] }) {
  const groups = recipients.flatMap(({ address, status, diagnostic, action = 'failed' }) => [
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.example.com',
    `Diagnostic-Code: smtp; ${diagnostic}`,
    `Last-Attempt-Date: ${rfc5322(date)}`,
    '',
  ]);
  return report('delivery-status', date, to, [
    ['text/plain', ['This mail could not be delivered.', ...text]],
    ['message/delivery-status', ['Reporting-MTA: dns; relay.example.net', '', ...groups]],
    ...(returned.length > 0 ? [['text/rfc822-headers', [...returned, '']]] : []),
  ]);
}

/** A feedback report of abuse (RFC 5965). */
export function complaint({ date, to, recipient, returned }) {
  return report('feedback-report', date, to, [
    ['text/plain', ['This is an abuse report.']],
    [
      'message/feedback-report',
      ['Feedback-Type: abuse', `Original-Rcpt-To: <${recipient}>`, 'Source-IP: 192.0.2.1', ''],
    ],
    ['message/rfc822', [...returned, '', 'News']],
  ]);
}

function report(type, date, to, parts) {
  const fields = [
    `To: ${to}`,
    `Delivered-To: ${to}`,
    'Subject: Report',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="${BOUNDARY}"`,
  ];
  const body = parts.flatMap(([kind, lines]) => [`--${BOUNDARY}`, `Content-Type: ${kind}`, '', ...lines]);
  return mail(date, fields, [...body, `--${BOUNDARY}--`]);
}

function rfc5322(date) {
  return date.toUTCString().replace('GMT', '+0000');
}
