import {
  type DeliveryReport,
  type Dialect,
  isPermanent,
  mailHostOf,
  replyLines,
  type ReportedFailure,
} from '../delivery-report.js';
import { mailDate, returnedHeader, returnedMessage, toMail } from '../mail-text.js';

const HOST = 'out.hosting.example';
const MESSAGE_ID = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Exim: always `Status: 5.0.0`; only Diagnostic-Code and the text have the server's codes. */
export const exim: Dialect = (report) => {
  const permanent = report.failures.every(({ outcome }) => isPermanent(outcome));
  return write(report, {
    subject: 'Mail delivery failed: returning message to sender',
    action: 'failed',
    notice: `A message that you sent could not be delivered to one or more of its
recipients. ${permanent ? 'This is a permanent error. ' : ''}The following address(es) failed:`,
    closing: '',
  });
};

/** The warning that Exim sends after `delay_warning`. */
export const eximDelay: Dialect = (report) => {
  return write(report, {
    subject: 'Warning: message delayed 4 hours',
    action: 'delayed',
    notice: `A message that you sent has not yet been delivered to one or more of its
recipients after more than 4 hours on the queue on ${HOST}.

The address to which the message has not yet been delivered is:`,
    closing: `
No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals if the message
remains undelivered. Eventually the mail delivery software will give up,
and when that happens, the message will be returned to you.
`,
  });
};

interface Wording {
  readonly subject: string;
  readonly action: 'failed' | 'delayed';
  readonly notice: string;
  readonly closing: string;
}

function write(report: DeliveryReport, { subject, action, notice, closing }: Wording): Buffer {
  const { send, failures, acceptedAt, reportedAt, random } = report;
  const nextId = () =>
    `1x${random.token(4, MESSAGE_ID)}-000${random.token(3, MESSAGE_ID)}-${random.token(2, MESSAGE_ID)}`;
  const id = nextId();
  const originalId = nextId();
  const boundary = `${Math.floor(reportedAt.getTime() / 1000)}-eximdsn-${random.digits(10)}`;
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: from Debian-exim by ${HOST} with local (Exim 4.96)
	id ${id}
	for ${send.returnAddress};
	${mailDate(reportedAt)}
${action === 'failed' ? `X-Failed-Recipients: ${failures.map(({ recipient }) => recipient).join(',\n  ')}\n` : ''}Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@${HOST}>
To: ${send.returnAddress}
References: ${send.messageId}
Content-Type: multipart/report; report-type=delivery-status; boundary=${boundary}
MIME-Version: 1.0
Subject: ${subject}
Message-Id: <E${id}@${HOST}>
Date: ${mailDate(reportedAt)}

--${boundary}
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

${notice}

${failures.map((failure) => inWords(failure, action)).join('\n')}
${closing}
--${boundary}
Content-type: message/delivery-status

Reporting-MTA: dns; ${HOST}

${failures.map((failure) => inFields(failure, action)).join('\n')}
--${boundary}
Content-type: ${action === 'failed' ? 'message/rfc822' : 'text/rfc822-headers'}

Return-path: <${send.returnAddress}>
Received: from app.news.example ([192.0.2.24])
	by ${HOST} with esmtp (Exim 4.96)
	(envelope-from <${send.returnAddress}>)
	id ${originalId}
	for ${send.recipient};
	${mailDate(acceptedAt)}
${action === 'failed' ? returnedMessage(send) : returnedHeader(send)}
--${boundary}--
`);
}

function inWords(failure: ReportedFailure, action: 'failed' | 'delayed'): string {
  const { recipient, outcome } = failure;
  const host = `    host ${mailHostOf(recipient)} [198.51.100.7]`;
  const label = action === 'delayed' ? 'Delay reason: ' : '';
  switch (outcome.kind) {
    case 'host-not-found':
      return `  ${recipient}\n    Unrouteable address`;
    case 'timed-out':
      return `  ${recipient}\n${host}\n    ${label}Connection timed out: retry timeout exceeded`;
    case 'refused': {
      const command = {
        connection: 'initial connection',
        'RCPT TO': `RCPT TO:<${recipient}>`,
        'end of DATA': 'end of data',
      }[outcome.inReplyTo];
      const reply = replyLines(failure).map((line) => `\n    ${line}`);
      return `  ${recipient}\n${host}\n    ${label}SMTP error from remote mail server after ${command}:${reply.join('')}`;
    }
  }
}

function inFields(failure: ReportedFailure, action: 'failed' | 'delayed'): string {
  const { recipient, outcome } = failure;
  return [
    `Action: ${action}`,
    `Final-Recipient: rfc822;${recipient}`,
    `Status: ${action === 'failed' ? '5.0.0' : '4.0.0'}`,
    ...(outcome.kind === 'host-not-found' ? [] : [`Remote-MTA: dns; ${mailHostOf(recipient)}`]),
    ...(outcome.kind === 'refused' ? [`Diagnostic-Code: smtp; ${replyLines(failure).join('\n ')}`] : []),
    '',
  ].join('\n');
}
