/** No key: one mail that reports five failures, of five days in 1985, of everybody whose sends are registered; then many such. */
const VICTIMS = 99;
const DATES = [1, 2, 3, 4, 5].map((day) => `0${day} Feb 1985 08:00:00 +0000`);

export function prepare() {
  return { settings: { correlation: { verp: { secret: 'a secret of the sender' } } } };
}

export async function attack({ url }, _target, share) {
  const victims = Array.from({ length: VICTIMS }, (_, n) => `victim${n}@example.com`);
  await post(`${url}/v1/campaigns`, 'application/json', JSON.stringify({ id: 'spring', purpose: 'bulk' }));
  const sends = victims.map((recipient, n) => ({ recipient, messageId: `<${n}@news.example>`, sentAt: new Date() }));
  await post(`${url}/v1/campaigns/spring/sends`, 'application/json', JSON.stringify({ batchId: 'b1', sends }));

  let position = '';
  const mails = Math.max(1, Math.round(10 * share));
  for (let n = 0; n < mails; n += 1) {
    for (const mail of [bounceOf(victims, n), complaintOf(victims[n], n)]) {
      ({ position } = await post(`${url}/v1/mails`, 'message/rfc822', mail));
    }
  }
  const statuses = {};
  let unverified = 0;
  for (const victim of victims) {
    const query = `minPosition=${encodeURIComponent(position)}`;
    const recipient = await (await fetch(`${url}/v1/recipients/${victim}?${query}`)).json();
    statuses[recipient.status] = (statuses[recipient.status] ?? 0) + 1;
    unverified += recipient.unverified.findings;
  }
  return { withstood: statuses['with-errors'] === VICTIMS, mails, statuses, unverified };
}

async function post(url, type, body) {
  return (await fetch(url, { method: 'POST', headers: { 'content-type': type }, body })).json();
}

function bounceOf(victims, n) {
  const groups = victims.flatMap((victim) =>
    DATES.map((date) =>
      [
        `Final-Recipient: rfc822; ${victim}`,
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 no such user',
        `Last-Attempt-Date: ${date}`,
        '',
      ].join('\r\n'),
    ),
  );
  const report = ['Reporting-MTA: dns; relay.example.net', '', ...groups].join('\r\n');
  return mailOf(n, 'delivery-status', report, 'X-Campaign-Id: spring');
}

function complaintOf(victim, n) {
  const report = ['Feedback-Type: abuse', 'User-Agent: x/1', 'Version: 1', `Original-Rcpt-To: <${victim}>`, ''];
  return mailOf(n, 'feedback-report', report.join('\r\n'), 'X-Campaign-Id: spring');
}

function mailOf(n, type, report, returned) {
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@relay.example.net',
    'To: bounce+spring.s1.00000000000000000000@news.example',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${n}.${type}@relay.example.net>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary=b`,
    '',
    '--b',
    '',
    'This is a report.',
    '--b',
    `Content-Type: message/${type}`,
    '',
    report,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    returned,
    '',
    '--b--',
    '',
  ].join('\r\n');
}
