import { mailHostOf, replyLines, type Dialect, type ReportedFailure } from '../delivery-report.js';
import { mailDate, returnedMessage, toMail } from '../mail-text.js';

const HOST = 'mail.cooperative.example';
const BOUNDARY = '=_courier_0';

/** Courier: always `Status: 5.0.0`; the returned message is message/global. */
export const courier: Dialect = ({ send, failures, acceptedAt, reportedAt, random }) => {
  const id = `${random.hex(16)}.${random.hex(8)}`.toUpperCase();
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: from localhost (localhost [127.0.0.1])
  (ftp://ftp.isi.edu/in-notes/rfc1894.txt)
  by ${HOST} with dsn
  id ${random.hex(16).toUpperCase()}.${id}; ${mailDate(reportedAt)}
From: mailer-daemon@${HOST}
To: ${send.returnAddress}
Subject: NOTICE: mail delivery status.
Mime-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
    boundary="${BOUNDARY}"
Content-Transfer-Encoding: 8bit
Message-ID: <courier.${id}@${HOST}>
Date: ${mailDate(reportedAt)}

This is a MIME-formatted message.  If you see this text it means that your
E-mail software does not support MIME-formatted messages.

--${BOUNDARY}
Content-Transfer-Encoding: 7bit
Content-Type: text/plain; charset="utf-8"


This is a delivery status notification from ${HOST},
running the Courier mail server, version 1.0.16.

The original message was received on ${mailDate(acceptedAt)}
from app.news.example (app.news.example [192.0.2.24])

---------------------------------------------------------------------------

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

${failures.map(inWords).join('\n')}
---------------------------------------------------------------------------

If your message was also sent to additional recipients, their delivery
status is not included in this report.  You may or may not receive
other delivery status notifications for additional recipients.

The original message follows as a separate attachment.


--${BOUNDARY}
Content-Type: message/delivery-status
Content-Transfer-Encoding: 7bit

Reporting-MTA: dns; ${HOST}
Arrival-Date: ${mailDate(acceptedAt)}
Received-From-MTA: dns; app.news.example (app.news.example [192.0.2.24])

${failures.map(inFields).join('\n')}
--${BOUNDARY}
Content-Type: message/global
Content-Transfer-Encoding: 8bit

Received: from app.news.example (app.news.example [192.0.2.24])
  by ${HOST} with SMTP; ${mailDate(acceptedAt)}
${returnedMessage(send)}
--${BOUNDARY}--
`);
};

function inWords(failure: ReportedFailure): string {
  const { recipient, outcome } = failure;
  if (outcome.kind !== 'refused') return `<${recipient}>:\n <<< ${localReason(outcome.kind)}\n`;
  const command = {
    connection: '',
    'RCPT TO': ` >>> RCPT TO:<${recipient}>\n`,
    'end of DATA': ' >>> DATA\n',
  }[outcome.inReplyTo];
  const reply = replyLines(failure).map((line) => ` <<< ${line}\n`);
  return `<${recipient}>:\n     ${mailHostOf(recipient)} [198.51.100.7]:\n${command}${reply.join('')}`;
}

function inFields(failure: ReportedFailure): string {
  const { recipient, outcome } = failure;
  return [
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.0.0',
    ...(outcome.kind === 'refused' ? [`Remote-MTA: dns; ${mailHostOf(recipient)} [198.51.100.7]`] : []),
    outcome.kind === 'refused'
      ? `Diagnostic-Code: smtp; ${replyLines(failure).join('\n        ')}`
      : `Diagnostic-Code: unknown; ${localReason(outcome.kind)}`,
    '',
  ].join('\n');
}

function localReason(kind: 'host-not-found' | 'timed-out'): string {
  return kind === 'host-not-found' ? 'No such domain.' : 'Connection timed out';
}
