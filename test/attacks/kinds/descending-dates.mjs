/** No key: mails about one recipient, each older than the one before. */
const GROUPS = 500;
const VICTIM = 'ana@example.com';

export function prepare() {
  return { settings: {} };
}

export async function attack({ url }, _target, share) {
  const groups = Math.round(16_000 * share);
  let position = '';
  for (let from = 0; from < groups; from += GROUPS) {
    const answer = await fetch(`${url}/v1/mails`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: mailOf(from, Math.min(GROUPS, groups - from)),
    });
    ({ position } = await answer.json());
  }
  const answer = await fetch(`${url}/v1/recipients/${VICTIM}?minPosition=${encodeURIComponent(position)}`);
  const { status } = await answer.json();
  return { withstood: status === 'valid' || status === 'with-errors', groups, status };
}

function mailOf(first, count) {
  const group = (_, n) => {
    const at = new Date(Date.now() - (first + n) * 3_600_000).toUTCString().replace('GMT', '+0000');
    return [
      `Final-Recipient: rfc822; ${VICTIM}`,
      'Action: failed',
      'Status: 4.2.2',
      `Diagnostic-Code: smtp; 452 4.2.2 ${first + n} The mailbox is over quota`,
      `Last-Attempt-Date: ${at}`,
      '',
    ].join('\r\n');
  };
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@relay.example.net',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${first}@relay.example.net>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'The mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example.net',
    '',
    Array.from({ length: count }, group).join('\r\n'),
    '--b--',
    '',
  ].join('\r\n');
}
