import { domainOf } from '../../events/index.js';
import {
  isPermanent,
  mailHostOf,
  replyLines,
  type DeliveryReport,
  type Dialect,
  type ReportedFailure,
} from '../delivery-report.js';
import { mailDate, returnedMessage, toMail } from '../mail-text.js';

const HOST = 'mail.reseller.example';
const VERSION = '8.17.1/8.17.1';
const QUEUE_ID = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Sendmail: keeps only the first line of a reply; an expired mail is 4.4.7. */
export const sendmail: Dialect = (report) => {
  const expired = report.failures.some(({ outcome }) => !isPermanent(outcome));
  return write(report, {
    subject: 'Returned mail: see transcript for details',
    autoSubmitted: 'auto-generated (failure)',
    action: 'failed',
    opening: '',
    heading: '   ----- The following addresses had permanent fatal errors -----\n',
    closing: expired ? 'Message could not be delivered for 5 days\nMessage will be deleted from queue\n' : '',
  });
};

/** The warning that Sendmail sends after `Timeout.queuewarn`. */
export const sendmailDelay: Dialect = (report) => {
  return write(report, {
    subject: 'Warning: could not send message for past 4 hours',
    autoSubmitted: 'auto-generated (warning-timeout)',
    action: 'delayed',
    opening: `    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

`,
    heading: null,
    closing: 'Warning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n',
  });
};

interface Wording {
  readonly subject: string;
  readonly autoSubmitted: string;
  readonly action: 'failed' | 'delayed';
  readonly opening: string;
  /** The heading of the list of addresses; a warning has none. */
  readonly heading: string | null;
  readonly closing: string;
}

function write(report: DeliveryReport, { subject, autoSubmitted, action, opening, heading, closing }: Wording): Buffer {
  const { send, failures, acceptedAt, reportedAt, random } = report;
  const queueId = `6AL2${random.token(4, QUEUE_ID)}0${random.digits(5)}`;
  const boundary = `${queueId}.${Math.floor(reportedAt.getTime() / 1000)}/${HOST}`;
  const stamp = reportedAt.toISOString().replace(/\D/g, '').slice(0, 12);
  const reasons = failures.map((failure) => `<${failure.recipient}>\n    (reason: ${firstLine(failure)})\n`);
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: from localhost (localhost)
	by ${HOST} (${VERSION}) id ${queueId};
	${mailDate(reportedAt, 'GMT')}
Date: ${mailDate(reportedAt, 'GMT')}
From: Mail Delivery Subsystem <MAILER-DAEMON@${HOST}>
Message-Id: <${stamp}.${queueId}@${HOST}>
To: <${send.returnAddress}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="${boundary}"
Content-Transfer-Encoding: 8bit
Subject: ${subject}
Auto-Submitted: ${autoSubmitted}

This is a MIME-encapsulated message

--${boundary}

${opening}The original message was received at ${mailDate(acceptedAt, 'GMT')}
from app.news.example [192.0.2.24]

${heading === null ? '' : `${heading}${reasons.join('')}\n`}   ----- Transcript of session follows -----
${failures.map((failure) => transcript(failure)).join('')}${closing}
--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; ${HOST}
Received-From-MTA: DNS; app.news.example
Arrival-Date: ${mailDate(acceptedAt, 'GMT')}

${failures.map((failure) => inFields(failure, action, reportedAt)).join('\n')}
--${boundary}
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <${send.returnAddress}>
Received: from app.news.example (app.news.example [192.0.2.24])
	by ${HOST} (${VERSION}) with ESMTP id 6AL2${random.token(4, QUEUE_ID)}0${random.digits(5)}
	for <${send.recipient}>; ${mailDate(acceptedAt, 'GMT')}
${returnedMessage(send)}
--${boundary}--

`);
}

function firstLine(failure: ReportedFailure): string {
  switch (failure.outcome.kind) {
    case 'host-not-found':
      return '550 Host unknown';
    case 'timed-out':
      return `Connection timed out with ${mailHostOf(failure.recipient)}.`;
    case 'refused':
      return replyLines(failure)[0] ?? '';
  }
}

function transcript(failure: ReportedFailure): string {
  const { recipient, outcome } = failure;
  switch (outcome.kind) {
    case 'host-not-found':
      return `550 5.1.2 <${recipient}>... Host unknown (Name server: ${domainOf(recipient)}: host not found)\n`;
    case 'timed-out':
      return `<${recipient}>... Deferred: Connection timed out with ${mailHostOf(recipient)}.\n`;
    case 'refused': {
      const talking = `... while talking to ${mailHostOf(recipient)}.:\n`;
      const reply = replyLines(failure).map((line) => `<<< ${line}\n`);
      const summary = isPermanent(outcome)
        ? '554 5.0.0 Service unavailable\n'
        : `<${recipient}>... Deferred: ${firstLine(failure)}\n`;
      return `${talking}${outcome.inReplyTo === 'connection' ? '' : '>>> DATA\n'}${reply.join('')}${summary}`;
    }
  }
}

function inFields(failure: ReportedFailure, action: 'failed' | 'delayed', reportedAt: Date): string {
  const { recipient, outcome } = failure;
  const remote = outcome.kind === 'host-not-found' ? domainOf(recipient) : mailHostOf(recipient);
  return [
    `Final-Recipient: RFC822; ${recipient}`,
    `X-Actual-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${statusOf(failure, action)}`,
    `Remote-MTA: DNS; ${remote}`,
    ...(outcome.kind === 'timed-out' ? [] : [`Diagnostic-Code: SMTP; ${firstLine(failure)}`]),
    `Last-Attempt-Date: ${mailDate(reportedAt, 'GMT')}`,
    '',
  ].join('\n');
}

function statusOf({ outcome }: ReportedFailure, action: 'failed' | 'delayed'): string {
  if (!isPermanent(outcome)) return action === 'failed' ? '4.4.7' : '4.2.0';
  if (outcome.kind === 'host-not-found') return '5.1.2';
  // Sendmail makes up a status if the reply has none.
  return (outcome.kind === 'refused' ? outcome.status : null) ?? '5.1.1';
}
