import { domainOf } from '../../events/index.js';
import { isPermanent, mailHostOf, replyLines, type Dialect, type ReportedFailure } from '../delivery-report.js';
import { mailDate, returnedMessage, toMail } from '../mail-text.js';

/** Gmail, on behalf of a forwarding account: multipart/related inside the report, and the reply quoted in the text. */
export const gmail: Dialect = ({ send, failures, acceptedAt, reportedAt, random }) => {
  const [outer, related, alternative] = [0, 1, 2].map(() => `000000000000${random.hex(16)}`);
  const id = `${random.hex(8)}.${random.hex(8)}.${random.hex(5)}.${random.hex(4)}.GMR@mx.google.com`;
  const recipients = failures.map(({ recipient }) => recipient).join(', ');
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: by 2002:a05:6402:${random.hex(4)}:b0:${random.hex(3)}:${random.hex(4)}:${random.hex(4)} with SMTP id ${random.hex(10)};
        ${mailDate(reportedAt)}
Content-Type: multipart/report; boundary="${outer}"; report-type=delivery-status
To: ${send.returnAddress}
Auto-Submitted: auto-replied
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Subject: Delivery Status Notification (Failure)
References: ${send.messageId}
In-Reply-To: ${send.messageId}
X-Failed-Recipients: ${recipients}
Message-ID: <${id}>
Date: ${mailDate(reportedAt)}
MIME-Version: 1.0

--${outer}
Content-Type: multipart/related; boundary="${related}"

--${related}
Content-Type: multipart/alternative; boundary="${alternative}"

--${alternative}
Content-Type: text/plain; charset="UTF-8"

${failures.map(inWords).join('\n')}
--${alternative}
Content-Type: text/html; charset="UTF-8"

<html><body>
${failures.map(inHtml).join('\n')}
</body></html>

--${alternative}--

--${related}--

--${outer}
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; ${send.returnAddress}
Arrival-Date: ${mailDate(acceptedAt)}
X-Original-Message-ID: ${send.messageId}

${failures.map((failure) => inFields(failure, reportedAt)).join('\n')}
--${outer}
Content-Type: message/rfc822

${returnedMessage(send)}
--${outer}--
`);
};

function inWords(failure: ReportedFailure): string {
  return `
** ${heading(failure)} **

Your message wasn't delivered to ${failure.recipient}. ${hint(failure)}

The response was:

${response(failure).join('\n')}
`;
}

function inHtml(failure: ReportedFailure): string {
  return `<h2>${heading(failure)}</h2><p>Your message wasn't delivered to <b>${failure.recipient}</b>. ${hint(failure)}</p>
<p>The response was:<br>${response(failure).join('<br>')}</p>`;
}

function heading({ outcome }: ReportedFailure): string {
  return outcome.kind === 'host-not-found' ? 'Address not found' : 'Message not delivered';
}

function hint({ outcome, recipient }: ReportedFailure): string {
  if (outcome.kind === 'host-not-found') return `The domain ${domainOf(recipient)} couldn't be found.`;
  return isPermanent(outcome) ? 'See the technical details below.' : 'Gmail has stopped trying to deliver it.';
}

function response(failure: ReportedFailure): string[] {
  const { outcome, recipient } = failure;
  switch (outcome.kind) {
    case 'host-not-found':
      return [`DNS Error: DNS type 'mx' lookup of ${domainOf(recipient)} responded with code NXDOMAIN`];
    case 'timed-out':
      return [`The recipient server did not accept our requests to connect. [${mailHostOf(recipient)}: timed out]`];
    case 'refused':
      return replyLines(failure);
  }
}

function inFields(failure: ReportedFailure, reportedAt: Date): string {
  const { outcome, recipient } = failure;
  const remote = `${mailHostOf(recipient)}. (198.51.100.7, the server for the domain ${domainOf(recipient)}.)`;
  return [
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    `Status: ${statusOf(failure)}`,
    ...(outcome.kind === 'refused' ? [`Remote-MTA: dns; ${remote}`] : []),
    `Diagnostic-Code: smtp; ${response(failure).join('\n ')}`,
    `Last-Attempt-Date: ${mailDate(reportedAt)}`,
    '',
  ].join('\n');
}

function statusOf({ outcome }: ReportedFailure): string {
  switch (outcome.kind) {
    case 'host-not-found':
      return '5.1.2';
    case 'timed-out':
      return '4.4.1';
    case 'refused':
      return outcome.status ?? (isPermanent(outcome) ? '5.0.0' : '4.0.0');
  }
}
